//! The scan: what threads bring back is put in order and told.

use super::gathered::{File, Gathered, take_census};
use super::job::{self, Job};
use super::plan::{Input, Plan};
use super::{parts, tell};
use crate::exit::{Exit, Failure};
use crate::fix::OFFERED;
use crate::report::Wanted;
use crate::tree::Spot;
use std::cmp::Reverse;
use std::fs;
use std::io::{self, Read as _};
use std::slice;

/// Scans as planned and tells what was found.
pub(crate) fn scan(mut plan: Plan) -> Result<Exit, Failure> {
    let exit_zero = plan.exit_zero;
    if let Some(file) = &plan.census_out.clone() {
        let gathered = first(&mut plan);
        return match &plan.input {
            Input::Paths(starts) => parts::write(file, plan.partition, starts, gathered.sorted()),
            Input::Stdin { .. } | Input::Commits(_) => Ok(Exit::Clean),
        };
    }
    let done = if let Input::Commits(commits) = &plan.input {
        commits.judge(&plan)
    } else {
        if let Input::Stdin { .. } = &plan.input {
            // As much as is mended, or of which mends are offered.
            let most = if plan.fix.is_some() { u64::MAX } else { OFFERED as u64 + 1 };
            let (mut text, stdin) = (Vec::new(), io::stdin().lock());
            let read = stdin.take(most).read_to_end(&mut text);
            // Where it is judged alone, it is read on, and says so then.
            if plan.fix.is_some() {
                read.map_err(|error| Failure::new(format!("stdin: {error}")))?;
            }
            plan.stdin = text;
        }
        let gathered = gather(&mut plan);
        if plan.list || plan.list_skipped { tell::list(&gathered.files, plan.list) } else { tell::tell(plan, gathered) }
    };
    match done {
        Ok(Exit::Denied) if exit_zero => Ok(Exit::Clean),
        done => done,
    }
}

/// Looks at what is planned for the first time, file by file.
fn first(plan: &mut Plan) -> Gathered {
    match &plan.input {
        Input::Commits(_) => Gathered::default(),
        Input::Stdin { scope, spot } => {
            let job = Job::new(slice::from_ref(&**scope), false);
            // What was read from there is not to be had again.
            let text = plan.stdin.chain(io::stdin().lock());
            job.worker().read(spot, text, true, usize::MAX);
            job.end()
        }
        Input::Paths(starts) => {
            let mut gathered = walk(plan, &starts.files, &starts.folders);
            // A folder with a policy of its own is read under that one.
            while !gathered.apart.is_empty() {
                let mut apart = std::mem::take(&mut gathered.apart);
                apart.sort();
                let Input::Paths(starts) = &mut plan.input else { break };
                let known = starts.folders.len();
                starts.adopt(apart);
                if let Some(changes) = &mut plan.changes {
                    changes.adopt(&starts.scopes);
                }
                let Input::Paths(starts) = &plan.input else { break };
                gathered.join(walk(plan, &[], starts.folders.get(known..).unwrap_or_default()));
            }
            if let Input::Paths(starts) = &plan.input {
                gathered.files.extend(starts.unread.iter().map(|(path, why)| File::unread(path, why.clone())));
            }
            gathered
        }
    }
}

/// Reads these files, and what there is to read below these folders.
fn walk(plan: &Plan, files: &[Spot], folders: &[Spot]) -> Gathered {
    let Input::Paths(starts) = &plan.input else { return Gathered::default() };
    let mut named = starts.named();
    named.extend(plan.reports.iter().filter_map(Wanted::file));
    named.extend(plan.known.all().map(|(_, known)| known.path.as_path()));
    named.extend(plan.census_out.as_deref());
    named.sort();
    let mut job = Job::new(&starts.scopes, false);
    job.changes = plan.changes.as_ref();
    (job.archives, job.list, job.list_skipped) = (plan.archives, plan.list, plan.list_skipped);
    (job.partition, job.named, job.nearest) = (plan.partition, named, starts.obey_nearest());
    job.quiet = plan.style.quiet;
    job.watched(|| job.starts(files, folders, plan.threads));
    job.end()
}

/// From how many files on there may be so many names in a tree that threads are worth while to look through them.
const MANY: u64 = 1000;

/// Scans as planned.
pub(crate) fn gather(plan: &mut Plan) -> Gathered {
    let mut gathered = match plan.parts.take() {
        Some(parts) => parts,
        None => first(plan),
    };
    if let Input::Paths(starts) = &mut plan.input
        && !plan.list
        && !plan.list_skipped
    {
        // A part of the tree does not tell which domains are rare in all of it.
        if plan.partition.is_none() {
            let threads = if gathered.summary.files < MANY { 1 } else { plan.threads };
            let mut again = take_census(starts, &mut gathered, |checker| job::lonely_paths(checker, threads));
            // The longest first, so that no thread is left with it at the end.
            again.sort_by_cached_key(|spot| Reverse(fs::metadata(&spot.path).map_or(0, |found| found.len())));
            let mut job = Job::new(&starts.scopes, true);
            (job.changes, job.archives, job.quiet) = (plan.changes.as_ref(), plan.archives, plan.style.quiet);
            job.watched(|| job.files(&again, plan.threads));
            gathered.replace(&again, job.end());
        }
        gathered.judge_policies(starts, plan.partition);
    }
    gathered.sorted()
}
