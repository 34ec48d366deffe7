/**
 * The words by which banks call their columns, months and directions of money, in six languages.
 * It does not know tables: a heading or a cell is judged by itself.
 */

/** What a column can be for. `text` is a description of which it is not said whether it names the payee. */
export type ColumnRole =
  | 'date'
  | 'valueDate'
  | 'amount'
  | 'debit'
  | 'credit'
  | 'payee'
  | 'memo'
  | 'text'
  | 'reference'
  | 'number'
  | 'balance';

/** English, German, French, Spanish, Italian, Dutch; those that mean most first. Written as {@link simplified} does. */
const words: Readonly<Record<ColumnRole, string>> = {
  date:
    'booking date, transaction date, posting date, posted date, date, completed date, ' +
    'buchungstag, buchungsdatum, buchung, datum, date operation, date de l operation, date d operation, ' +
    'date de comptabilisation, date comptable, fecha operacion, fecha de operacion, fecha contable, fecha, ' +
    'data operazione, data contabile, data registrazione, data, boekdatum, boekingsdatum, transactiedatum',
  valueDate:
    'value date, valuta, valutadatum, wertstellung, wertstellungsdatum, date valeur, date de valeur, ' +
    'fecha valor, data valuta, rentedatum, started date',
  amount:
    'amount, transaction amount, betrag, umsatz, umsatz in eur, betrag eur, montant, importe, importe eur, ' +
    'importo, bedrag, bedrag eur, cantidad, net, value, sum',
  debit:
    'debit, debit amount, withdrawal, withdrawals, withdrawal amount, paid out, money out, payment, soll, ' +
    'belastung, lastschrift, ausgabe, ausgaben, depense, depenses, retrait, retraits, cargo, cargos, debe, ' +
    'gastos, uscite, addebiti, addebito, dare, af, uitgaven, debet',
  credit:
    'credit, credit amount, deposit, deposits, deposit amount, paid in, money in, haben, gutschrift, ' +
    'einnahme, einnahmen, recette, recettes, versement, abono, abonos, haber, ingresos, entrate, accrediti, ' +
    'accredito, avere, bij, inkomsten',
  payee:
    'payee, payee name, name, counterparty, counterparty name, merchant, merchant name, beneficiary, ' +
    'partner name, auftraggeber empfanger, auftraggeber empfaenger, empfanger, empfaenger, ' +
    'beguenstigter zahlungspflichtiger, begunstigter zahlungspflichtiger, name zahlungsbeteiligter, ' +
    'zahlungsempfanger, zahlungsempfaenger, zahlungspflichtiger, zahlungspartner, beneficiaire, tiers, ' +
    'contrepartie, nom, beneficiario, ordenante, contraparte, controparte, ordinante, tegenpartij, ' +
    'naam tegenpartij, naam, naam omschrijving, begunstigde',
  memo:
    'memo, purpose, payment reference, message, note, notes, remittance information, verwendungszweck, ' +
    'mitteilung, zahlungsgrund, vermerk, communication, motif, mensaje, observaciones, causale, note, ' +
    'mededelingen, mededeling',
  text:
    'description, transaction description, details, transaction details, narrative, particulars, ' +
    'buchungstext, beschreibung, buchungsdetails, umsatztext, libelle, libelle operation, intitule, ' +
    'concepto, descripcion, descrizione, descrizione operazione, omschrijving, omschrijving 1',
  reference:
    'reference, transaction id, transaction reference, reference number, ref, id, referenz, ' +
    'kundenreferenz, transaktionsnummer, numero de reference, referencia, riferimento, referentie, ' +
    'transactiereferentie, volgnr, betalingskenmerk',
  number:
    'check number, cheque number, check no, cheque no, check or slip, check, cheque, number, schecknummer, scheck nr, ' +
    'numero de cheque, n cheque, numero cheque, numero assegno, chequenummer',
  balance:
    'balance, running balance, account balance, balance after, saldo, kontostand, saldo nach buchung, ' +
    'saldo eur, solde, saldo contable, saldo na mutatie, saldo na trn, saldo disponibile',
};

const rolesByWord: ReadonlyMap<string, { readonly role: ColumnRole; readonly rank: number }> = new Map(
  (Object.keys(words) as ColumnRole[]).flatMap((role) =>
    words[role].split(', ').map((word, rank) => [word, { role, rank }] as const),
  ),
);

/** Lower case, no accents, and single spaces for all that is no letter: `Auftraggeber/Empfänger` and its kin. */
function simplified(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss');
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** What a heading says its column is for, and how sure: 0 is the most usual word. Null if it says nothing known. */
export function roleOfHeading(heading: string): { readonly role: ColumnRole; readonly rank: number } | null {
  const spelled = simplified(heading.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '));
  const exact = rolesByWord.get(spelled);
  if (exact) return exact;
  const bare = spelled.replace(/ (eur|euro|usd|gbp|chf)$|^(eur|usd|gbp|chf) /, '');
  return rolesByWord.get(bare) ?? null;
}

const outWords = 'd, dr, db, dbit, debit, s, soll, af, dare, cargo, debe, debet, out, withdrawal';
const inWords = 'c, cr, crdt, credit, h, haben, bij, avere, abono, haber, in, deposit';
const directions: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ...outWords.split(', ').map((word) => [word, 'out'] as const),
  ...inWords.split(', ').map((word) => [word, 'in'] as const),
]);

/** Which way the money went, as a cell of its own says: `D`, `CRDT`, `Soll`, `Af`, `+`. */
export function directionOf(cell: string): 'in' | 'out' | null {
  const trimmed = cell.trim();
  if (trimmed === '+') return 'in';
  return trimmed === '-' ? 'out' : (directions.get(simplified(trimmed)) ?? null);
}

/** How each month's names begin in any of the languages, {@link simplified}. */
const months: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fev'],
  ['mar', 'maerz', 'mrz', 'mrt', 'maart'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

/** The number of a month, 1 to 12, from its name or how that begins; null for any other word. */
export function monthOf(word: string): number | null {
  const name = simplified(word);
  const found = months.findIndex((names) => names.some((beginning) => name.startsWith(beginning)));
  return found === -1 ? null : found + 1;
}
