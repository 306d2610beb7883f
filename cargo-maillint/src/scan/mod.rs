//! A scan, from what is planned to what is told: files are read and judged by threads, put in order, and reported.

mod again;
mod commits;
mod counting;
mod gathered;
mod job;
mod packed;
mod partition;
mod parts;
mod plan;
mod progress;
mod queue;
mod run;
mod tell;

pub(crate) use again::Again;
pub(crate) use commits::Commits;
pub(crate) use gathered::{Findings, Gathered, Outcome};
pub(crate) use partition::Partition;
pub(crate) use parts::read as read_parts;
pub(crate) use plan::{Input, Plan, threads};
pub(crate) use run::{gather, scan};
