//! Tables: a focusable region that scrolls, header cells with their scope, alignment as a class.

use comrak::nodes::{Node, NodeTable, NodeValue, Sourcepos, TableAlignment};

use super::body::BlockKind;
use super::writer::Writer;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Data,
    /// Each names its row.
    RowHeaders,
}

impl<'a> Writer<'a, '_> {
    /// A table.
    pub(super) fn table(&mut self, node: Node<'a>, table: &NodeTable, position: Sourcepos) {
        let columns = u16::try_from(table.num_columns).unwrap_or(u16::MAX);
        let at = self.open_block(
            BlockKind::Table { columns },
            position,
            "<div class=\"tableau\" tabindex=\"0\" role=\"region\" ",
        );
        self.name_table();
        self.raw("><table>\n");
        self.start_inside(at);
        let first = first_column(node);
        for (number, row) in node.children().enumerate() {
            let header = matches!(row.data().value, NodeValue::TableRow(true));
            match number {
                0 if header => self.raw("<thead>\n"),
                0 => self.raw("<tbody>\n"),
                _ => {}
            }
            let position = row.data().sourcepos;
            let block = self.open_block(BlockKind::Row { header }, position, "<tr>");
            for (column, cell) in row.children().enumerate() {
                let alignment = table.alignments.get(column).copied().unwrap_or(TableAlignment::None);
                let names_row = column == 0 && first == Column::RowHeaders;
                // A corner without words names nothing: a header cell there would be read as an empty name.
                let scope = match header {
                    true if cell.first_child().is_none() => None,
                    true => Some("col"),
                    false if names_row => Some("row"),
                    false => None,
                };
                self.cell(cell, scope, alignment);
            }
            self.close_block(block, "</tr>");
            self.raw("\n");
            match (header, row.next_sibling()) {
                (true, None) => self.raw("</thead>\n"),
                (true, Some(_)) => self.raw("</thead>\n<tbody>\n"),
                (false, None) => self.raw("</tbody>\n"),
                (false, Some(_)) => {}
            }
        }
        self.close_block(at, "</table></div>");
        self.raw("\n");
    }

    /// Names the region: the heading above for its first table, else a number. Two regions never share a name.
    fn name_table(&mut self) {
        self.tables += 1;
        let heading = self.scopes[0].last().copied();
        match heading {
            Some(heading) if self.named_by != Some(heading) => {
                self.named_by = Some(heading);
                let id = std::mem::take(&mut self.body.outline[heading as usize].id);
                self.raw("aria-labelledby=\"");
                self.escaped(&id);
                self.body.outline[heading as usize].id = id;
            }
            _ => {
                self.raw("aria-label=\"");
                self.raw(self.wording.table());
                if self.tables > 1 {
                    let number = self.tables;
                    self.raw(&format!(" {number}"));
                }
            }
        }
        self.raw("\"");
    }

    fn cell(&mut self, node: Node<'a>, scope: Option<&str>, alignment: TableAlignment) {
        let position = node.data().sourcepos;
        let at = self.open_block(BlockKind::Cell, position, if scope.is_some() { "<th" } else { "<td" });
        if let Some(scope) = scope {
            self.raw(" scope=\"");
            self.raw(scope);
            self.raw("\"");
        }
        match alignment {
            TableAlignment::Center => self.raw(" class=\"centre\""),
            TableAlignment::Right => self.raw(" class=\"droite\""),
            TableAlignment::Left | TableAlignment::None => {}
        }
        self.raw(">");
        self.start_inside(at);
        self.start_words();
        self.inline_children(node);
        self.close_block(at, if scope.is_some() { "</th>" } else { "</td>" });
    }
}

/// The first column names the rows when its header is empty, or when all its cells are bold.
fn first_column(table: Node<'_>) -> Column {
    let mut rows = table.children().filter_map(|row| row.first_child());
    let Some(corner) = rows.next() else { return Column::Data };
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Column::Data;
    }
    if corner.first_child().is_none() {
        return Column::RowHeaders;
    }
    let bold = |cell: Node<'_>| {
        cell.first_child()
            .is_some_and(|only| only.next_sibling().is_none() && matches!(only.data().value, NodeValue::Strong))
    };
    if rows.all(bold) { Column::RowHeaders } else { Column::Data }
}
