pub const EXCLUDED: &str = "excluded@army.ml";
