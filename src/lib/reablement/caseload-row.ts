import {
  readKind,
  readNhsNumber,
  readNumber,
  readPostcode,
  readSex,
  readStatus,
  readText,
  readYesNo,
} from './caseload-cells.ts'
import { caseloadColumns, headingOf } from './caseload-columns.ts'
import type { CaseloadField, Columns } from './caseload-columns.ts'
import { readDate } from './caseload-dates.ts'
import type { CaseloadRow, RowError } from './caseload-facts.ts'
import { asPeopleWrite } from './caseload-names.ts'
import type { NameField } from './caseload-names.ts'
import { bare, tidyCell } from './caseload-words.ts'
import type { Read } from './caseload-words.ts'
import type { LocalDate } from './dates.ts'
import { holdsKeySafeCode } from './key-safe.ts'

export type { CaseloadFacts, CaseloadRow, RowError } from './caseload-facts.ts'

/** How each field's heading is said within a sentence. */
function said(field: CaseloadField): string {
  const heading = headingOf(field)
  return /^(?:NHS|CO)\b/.test(heading) ? heading : heading.charAt(0).toLowerCase() + heading.slice(1)
}

/** Reads one line's cells and collects what is wrong with them. */
class LineReader {
  readonly errors: RowError[] = []
  private readonly cells: readonly string[]
  private readonly columns: Columns
  private readonly line: number

  constructor(cells: readonly string[], columns: Columns, line: number) {
    this.cells = cells
    this.columns = columns
    this.line = line
  }

  refuse(field: CaseloadField, trouble: string): void {
    const words = `Line ${String(this.line)}: the ${said(field)}${this.inTheirWords(field)} ${trouble}`
    this.errors.push({ line: this.line, column: headingOf(field), words })
  }

  /** The file's own heading, where it is not ours: whoever made the file looks for that. */
  private inTheirWords(field: CaseloadField): string {
    const theirs = this.columns.headings?.[field]
    return theirs && bare(theirs) !== bare(headingOf(field)) ? ` (column “${theirs}”)` : ''
  }

  /** The cell as `how` reads it; null when it says nothing or was refused. */
  read<T>(field: CaseloadField, how: (cell: string) => Read<T | null>): T | null {
    const place = this.columns.recognised[field]
    const cell = place === undefined ? '' : tidyCell(this.cells[place] ?? '')
    const read = how(cell)
    if ('trouble' in read) this.refuse(field, read.trouble)
    else if (read.value !== null) return read.value
    else if (isRequired(field)) this.refuse(field, 'is missing. Fill it in.')
    return null
  }

  /** Words, refused when they hold the code of a key safe. */
  text(field: CaseloadField, how: (cell: string) => Read<string | null> = readText): string | null {
    const text = this.read(field, how)
    if (!text || !holdsKeySafeCode(text)) return text
    this.refuse(field, 'seems to hold a key-safe code. Codes stay in OneTouch: take it out of the file.')
    return null
  }

  /** A name; one in capitals as people write it. */
  private name(field: NameField): string | null {
    const text = this.text(field)
    return text && asPeopleWrite(text, field)
  }

  private yesNo(field: CaseloadField): boolean | null {
    return this.read(field, readYesNo)
  }

  private count(field: CaseloadField, least: number, most: number): number | null {
    return this.read(field, (cell) => readNumber(cell, least, most))
  }

  person(today: LocalDate) {
    return {
      reference: this.text('reference'),
      forename: this.name('forename'),
      surname: this.name('surname'),
      knownAs: this.name('knownAs'),
      sex: this.text('sex', readSex),
      born: this.read('born', (cell) => readDate(cell, today)),
      nhsNumber: this.read('nhsNumber', readNhsNumber),
      address: this.text('address'),
      postcode: this.text('postcode', readPostcode),
      telephone: this.text('telephone'),
    }
  }

  stay() {
    return {
      kind: this.read('kind', readKind),
      start: this.read('start', (cell) => readDate(cell)),
      plannedEnd: this.read('plannedEnd', (cell) => readDate(cell)),
      callsPerDay: this.count('callsPerDay', 1, 8),
      minutes: this.count('minutes', 5, 180),
      carers: this.count('carers', 1, 2),
      referralSource: this.text('referralSource'),
      ward: this.text('ward'),
      reason: this.text('reason'),
      status: this.read('status', readStatus),
    }
  }

  home() {
    return {
      language: this.text('language'),
      interpreter: this.yesNo('interpreter'),
      livesAlone: this.yesNo('livesAlone'),
      keySafe: this.yesNo('keySafe'),
      pets: this.yesNo('pets'),
      smokeAlarm: this.yesNo('smokeAlarm'),
      coAlarm: this.yesNo('coAlarm'),
      nextOfKin: this.name('nextOfKin'),
      relationship: this.text('relationship'),
    }
  }
}

const required: ReadonlySet<CaseloadField> = new Set(
  caseloadColumns.filter((column) => column.required).map(({ field }) => field),
)

function isRequired(field: CaseloadField): boolean {
  return required.has(field)
}

/** What cells say against each other, or against today. */
function checkDays(
  reader: LineReader,
  {
    born,
    start,
    plannedEnd,
  }: { born: LocalDate | null; start: LocalDate | null; plannedEnd: LocalDate | null },
  today: LocalDate,
): void {
  if (born && born > today) reader.refuse('born', 'is in the future. Correct it.')
  else if (born && born < '1900-01-01') reader.refuse('born', 'is before 1900. Correct it.')
  else if (born && start && start < born)
    reader.refuse('start', 'is before the date of birth. Correct one of them.')
  if (start && plannedEnd && plannedEnd < start) {
    reader.refuse('plannedEnd', 'is before the start date. Correct one of them.')
  }
}

function wrongWidth(cells: readonly string[], columns: Columns, line: number): RowError | null {
  const spare = cells.slice(columns.width).some((cell) => cell.trim() !== '')
  if (cells.length >= columns.width && !spare) return null
  const has = `this line has ${String(cells.length)} ${cells.length === 1 ? 'cell' : 'cells'}`
  const advice = spare
    ? ' A comma or semicolon inside a cell needs quotes around the cell.'
    : ' Nothing of it was read.'
  return {
    line,
    column: '',
    words: `Line ${String(line)}: ${has} where the heading has ${String(columns.width)}.${advice}`,
  }
}

/**
 * Reads one line of the caseload file. `line` counts from 1 with the heading; `today` is the day of the import.
 * A line of the wrong length is one error; else every wrong cell is one, so that a file is corrected in one go.
 * The columns must have nothing `missing`. Never throws.
 */
export function readCaseloadRow(
  cells: readonly string[],
  columns: Columns,
  line: number,
  today: LocalDate,
): { ok: CaseloadRow } | { errors: RowError[] } {
  const width = wrongWidth(cells, columns, line)
  if (width) return { errors: [width] }
  const reader = new LineReader(cells, columns, line)
  const facts = { ...reader.person(today), ...reader.stay(), ...reader.home() }
  const { reference, forename, surname, born, kind, start, callsPerDay, ...rest } = facts
  checkDays(reader, facts, today)
  const whole = reference && forename && surname && born && kind && start && callsPerDay
  if (!whole || reader.errors.length) return { errors: reader.errors }
  return { ok: { line, reference, forename, surname, born, kind, start, callsPerDay, ...rest } }
}
