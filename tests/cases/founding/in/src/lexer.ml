open Parser
let source = "parser.ml"
