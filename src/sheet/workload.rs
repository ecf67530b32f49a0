//! A table of work and costs: which columns add up, their totals, and amounts of days times prices.

use crate::diagnostic::fold_key;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Words.
    Text,
    /// Numbers that add up.
    Number,
    /// A price by unit, which does not add up.
    Rate,
}

/// What a table adds up to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workload {
    /// Its columns.
    pub columns: Vec<Column>,
    /// The total of each column that adds up.
    pub totals: Vec<Option<f64>>,
    /// The amount of each row, when there are quantities and prices by unit and no column of amounts.
    pub amounts: Option<Vec<f64>>,
}

impl Workload {
    /// Reads a table's head and rows.
    pub fn read(heads: &[String], rows: &[Vec<String>]) -> Self {
        let cell = |row: &[String], column: usize| row.get(column).map_or("", |cell| cell.trim()).to_owned();
        let columns: Vec<Column> = heads
            .iter()
            .enumerate()
            .map(|(column, head)| {
                let cells: Vec<String> =
                    rows.iter().map(|row| cell(row, column)).filter(|cell| !cell.is_empty()).collect();
                let numbers = !cells.is_empty() && cells.iter().all(|cell| number(cell).is_some());
                match (column, numbers) {
                    (0, _) | (_, false) => Column::Text,
                    _ if by_unit(head) => Column::Rate,
                    _ => Column::Number,
                }
            })
            .collect();
        let value = |row: &[String], column: usize| number(&cell(row, column)).unwrap_or(0.0);
        let totals = columns
            .iter()
            .enumerate()
            .map(|(at, kind)| (*kind == Column::Number).then(|| rows.iter().map(|row| value(row, at)).sum::<f64>()))
            .collect();
        let named = |words: &[&str]| {
            heads.iter().zip(&columns).position(|(head, kind)| {
                let head = fold_key(head);
                *kind == Column::Number && words.iter().any(|word| head.contains(word))
            })
        };
        let quantity = named(&["jour", "day", "quantite", "quantity", "heure", "hour", "nombre", "charge"]);
        let rate = columns.iter().position(|kind| *kind == Column::Rate);
        let already = named(&["montant", "amount", "total", "cout", "cost", "prix"]);
        let amounts = quantity
            .zip(rate)
            .filter(|_| already.is_none())
            .map(|(quantity, rate)| rows.iter().map(|row| value(row, quantity) * value(row, rate)).collect());
        Workload { columns, totals, amounts }
    }
}

/// A number as people write it: `1 250,50 €`, `3 j`, `12 %` excepted.
fn number(cell: &str) -> Option<f64> {
    let plain: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '’').collect();
    let lower = plain.to_lowercase();
    let units = ["€ht", "€ttc", "€", "eur", "jours", "jour", "j", "heures", "heure", "h"];
    let bare = units.iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower);
    let bare = bare.replace(',', ".").replace('−', "-");
    (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .then(|| bare.parse().ok())
        .flatten()
        .filter(|value: &f64| value.is_finite())
}

/// Whether a head says that its column holds a price or a rate by unit.
fn by_unit(head: &str) -> bool {
    let head = format!("_{}_", fold_key(head));
    let words =
        ["_par_jour_", "_par_heure_", "_unitaire_", "_journalier_", "_taux_", "_tjm_", "_per_day_", "_rate_", "_unit_"];
    words.iter().any(|word| head.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Workload {
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect();
        Workload::read(&rows[0], &rows[1..])
    }

    #[test]
    fn totals_and_amounts() {
        let priced = table("Poste|Profil|Jours|Prix par jour\nA|Chef|2,5|1 000 €\nB|Agent|4|750\nC|Agent||750");
        assert_eq!(priced.columns, [Column::Text, Column::Text, Column::Number, Column::Rate]);
        assert_eq!(priced.totals, [None, None, Some(6.5), None]);
        assert_eq!(priced.amounts, Some(vec![2500.0, 3000.0, 0.0]));
        let plain = table("Poste|2026|2027\nA|1 250,50|3\nB|2|n. c.");
        assert_eq!(plain.totals, [None, Some(1252.5), None]);
        assert_eq!(plain.amounts, None);
        let own = table("Poste|Jours|Taux journalier|Montant\nA|2|100|200");
        assert_eq!((own.totals[3], own.amounts), (Some(200.0), None));
        assert_eq!(table("A|B").totals, [None, None]);
    }
}
