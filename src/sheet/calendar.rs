//! A calendar: a table whose rows have two dates, or a date and a length, as bars on one line of time.

use jiff::civil::Date;

use crate::value::{Period, french_or_iso};

/// The width of the line of time.
const WIDTH: f64 = 200.0;

/// A calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// A bar for each row of the table that has dates.
    pub bars: Vec<Option<Bar>>,
    /// Where months start, from the second on: nothing is marked when they would be too many to see.
    pub months: Vec<f64>,
}

/// A row's time.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How many days, both included.
    pub days: i64,
    /// Where it starts on the line of time.
    pub x: f64,
    /// How long it is there.
    pub width: f64,
}

impl Calendar {
    /// Reads the cells of a table's rows; `None` when no row has dates.
    pub fn read(rows: &[Vec<String>]) -> Option<Self> {
        let spans: Vec<Option<(Date, Date)>> = rows.iter().map(|row| span(row)).collect();
        let from = spans.iter().flatten().map(|(from, _)| *from).min()?;
        let to = spans.iter().flatten().map(|(_, to)| *to).max()?;
        let whole = days(from, to) as f64;
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let bars = spans.into_iter().map(|span| {
            let (start, end) = span?;
            let length = days(start, end);
            let x = (days(from, start) - 1) as f64 / whole * WIDTH;
            Some(Bar { from: start, to: end, days: length, x: round(x), width: round(length as f64 / whole * WIDTH) })
        });
        let bars = bars.collect();
        let mut months = Vec::new();
        let mut first = from.first_of_month();
        while let Ok(next) = first.checked_add(jiff::Span::new().months(1)) {
            if next > to || months.len() > 36 {
                break;
            }
            months.push(round((days(from, next) - 1) as f64 / whole * WIDTH));
            first = next;
        }
        if months.len() > 36 {
            months.clear();
        }
        Some(Calendar { from, to, bars, months })
    }
}

/// The dates of a row: the first two, or the first and a length (`3 semaines`).
fn span(row: &[String]) -> Option<(Date, Date)> {
    let mut dates = row.iter().filter_map(|cell| french_or_iso(cell.trim())).map(|date| date.date());
    let from = dates.next()?;
    let to = match dates.next() {
        Some(to) => to,
        None => {
            let length = row.iter().find_map(|cell| Period::parse(cell))?;
            length.after(from).yesterday().ok()?
        }
    };
    (to >= from).then_some((from, to))
}

/// Days from `from` to `to`, both included.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days())) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    #[test]
    fn bars_on_one_line_of_time() {
        let calendar = Calendar::read(&rows(
            "A|2027-01-01|2027-01-10\nB|11/01/2027|2 semaines\nC||à fixer\nD|1er mars 2027|31 mars 2027",
        ));
        let calendar = calendar.expect("rows have dates");
        assert_eq!((calendar.from, calendar.to), (jiff::civil::date(2027, 1, 1), jiff::civil::date(2027, 3, 31)));
        let days: Vec<_> = calendar.bars.iter().map(|bar| bar.as_ref().map(|bar| bar.days)).collect();
        assert_eq!(days, [Some(10), Some(14), None, Some(31)]);
        let last = calendar.bars[3].as_ref().expect("it has dates");
        assert!((last.x + last.width - WIDTH).abs() < 0.02);
        assert_eq!(calendar.months.len(), 2);
        assert_eq!(Calendar::read(&rows("A|B|C")), None);
        assert_eq!(Calendar::read(&rows("A|2027-02-01|2027-01-01")), None);
    }
}
