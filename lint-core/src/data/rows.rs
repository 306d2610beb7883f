//! The rows of a table that is compiled in as it is, read in constants as well.

use crate::text::const_str::{find, slice};

/// The rows from one on; lines that begin with `#` are none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows {
    table: &'static str,
    at: usize,
}

impl Rows {
    pub(crate) const fn of(table: &'static str) -> Rows {
        Rows { table, at: 0 }
    }

    /// How many there are.
    pub(crate) const fn count(table: &'static str) -> usize {
        let (mut rows, mut count) = (Rows::of(table), 0);
        while rows.next().is_some() {
            count += 1;
        }
        count
    }

    /// The first cells of all of them.
    pub(crate) const fn cells<const WIDTH: usize, const COUNT: usize>(
        table: &'static str,
    ) -> [[&'static str; WIDTH]; COUNT] {
        let (mut rows, mut cells, mut at) = (Rows::of(table), [[""; WIDTH]; COUNT], 0);
        while let Some(mut row) = rows.next() {
            let mut column = 0;
            while column < WIDTH {
                cells[at][column] = row.cell();
                column += 1;
            }
            at += 1;
        }
        cells
    }

    pub(crate) const fn next(&mut self) -> Option<Row> {
        let bytes = self.table.as_bytes();
        while self.at < bytes.len() {
            let start = self.at;
            let end = find(bytes, start, bytes.len(), b'\n');
            self.at = end + 1;
            if start < end && bytes[start] != b'#' {
                return Some(Row { table: self.table, at: start, end });
            }
        }
        None
    }
}

/// One of them, from a cell on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    table: &'static str,
    at: usize,
    end: usize,
}

impl Row {
    /// The next cell; empty behind the last.
    pub(crate) const fn cell(&mut self) -> &'static str {
        let start = self.at;
        let tab = if start < self.end { find(self.table.as_bytes(), start, self.end, b'\t') } else { self.end };
        self.at = tab + 1;
        slice(self.table, start, tab)
    }

    /// The number that the next cell is.
    pub(crate) const fn number(&mut self) -> u8 {
        let digits = self.cell().as_bytes();
        let (mut number, mut at) = (0, 0);
        while at < digits.len() {
            number = number * 10 + (digits[at] - b'0');
            at += 1;
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn rows_have_cells_and_comments_have_none() {
        let mut rows = Rows::of("# a<TAB>b\na\t12\n\n# more\nb\n");
        assert_eq!(rows.next().map(|mut row| (row.cell(), row.number(), row.cell())), Some(("a", 12, "")));
        assert_eq!(rows.next().map(|mut row| (row.cell(), row.cell())), Some(("b", "")));
        assert!(rows.next().is_none());
    }
}
