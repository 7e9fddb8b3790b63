import { normalisePostcode, readKind, readNumber, readYesNo } from './caseload-cells.ts'
import type { CaseloadField } from './caseload-columns.ts'
import { readDate } from './caseload-dates.ts'
import { tidyCell } from './caseload-words.ts'
import type { LocalDate } from './dates.ts'
import { normaliseNhsNumber } from './nhs-number.ts'

/** What the cells of a column look like, whatever its heading says. */
export type Content =
  'NHS numbers' | 'postcodes' | 'telephone numbers' | 'births' | 'days' | 'kinds' | 'sexes'

/** How many cells are looked at, from all over the file, and how many of them must agree. [choice] */
const sample = { cells: 200, agree: 0.8 }

/** The first rows alone may be odd ones: every so many are taken instead. */
export function sampleOf(cells: readonly string[]): string[] {
  const filled = cells.map(tidyCell).filter((cell) => cell !== '')
  const step = Math.max(1, Math.ceil(filled.length / sample.cells))
  return filled.filter((_, place) => place % step === 0)
}

/** The part of the cells that passes, 0 … 1; 0 of none. */
function part(cells: readonly string[], passes: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(passes).length / cells.length
}

const telephone = /^\(?(?:\+44|0)[\d ()-]{8,16}$/
const sex = /^(?:m|f|male|female|other|not known|unknown)$/i

function dayIn(cell: string, today: LocalDate): LocalDate | null {
  const read = readDate(cell, today)
  return 'value' in read ? read.value : null
}

/** Somebody born on that day would be a grown-up. */
function couldBeBirth(day: LocalDate, today: LocalDate): boolean {
  return Number(day.slice(0, 4)) <= Number(today.slice(0, 4)) - 18
}

/** What a column's cells look like; null when they look like nothing in particular. `cells` as sampleOf gives them. */
export function contentOf(cells: readonly string[], today: LocalDate): Content | null {
  const most = (passes: (cell: string) => boolean) => part(cells, passes) >= sample.agree
  if (most((cell) => normaliseNhsNumber(cell) !== null)) return 'NHS numbers'
  if (most((cell) => normalisePostcode(cell) !== null)) return 'postcodes'
  if (most((cell) => telephone.test(cell))) return 'telephone numbers'
  if (most((cell) => sex.test(cell))) return 'sexes'
  const kind = (cell: string) => {
    const read = readKind(cell)
    return 'value' in read && read.value !== null
  }
  if (most(kind)) return 'kinds'
  const days = cells.map((cell) => dayIn(cell, today)).filter((day) => day !== null)
  if (days.length < cells.length * sample.agree || days.length === 0) return null
  const births = days.filter((day) => couldBeBirth(day, today)).length
  return births >= days.length * sample.agree ? 'births' : 'days'
}

/** What must be in a field's column; a field that is not here takes any words. */
const due: Partial<Record<CaseloadField, (cell: string, today: LocalDate) => boolean>> = {
  nhsNumber: (cell) =>
    cell.replace(/\D/g, '').length === 10 || /^(?:not traced|untraced|unknown)$/i.test(cell),
  born: (cell, today) => dayIn(cell, today) !== null,
  start: (cell, today) => dayIn(cell, today) !== null,
  plannedEnd: (cell, today) => dayIn(cell, today) !== null,
  kind: (cell) => 'value' in readKind(cell),
  callsPerDay: (cell) => 'value' in readNumber(cell, 1, 8),
  minutes: (cell) => 'value' in readNumber(cell, 5, 180),
  carers: (cell) => 'value' in readNumber(cell, 1, 2),
  postcode: (cell) => /\d/.test(cell) && cell.length <= 9,
  interpreter: (cell) => 'value' in readYesNo(cell),
  livesAlone: (cell) => 'value' in readYesNo(cell),
  keySafe: (cell) => 'value' in readYesNo(cell),
  pets: (cell) => 'value' in readYesNo(cell),
  smokeAlarm: (cell) => 'value' in readYesNo(cell),
  coAlarm: (cell) => 'value' in readYesNo(cell),
}

/**
 * Whether a column's cells can be that field's: half of them at least, since the other half may be mistakes that are
 * named one by one. An empty column can be any. [choice]
 */
export function canBe(field: CaseloadField, cells: readonly string[], today: LocalDate): boolean {
  const passes = due[field]
  return !passes || cells.length === 0 || part(cells, (cell) => passes(cell, today)) >= 0.5
}

/** Whether half of the days in the cells have passed: starts have, planned ends have not. */
export function mostlyPast(cells: readonly string[], today: LocalDate): boolean {
  return part(cells, (cell) => (dayIn(cell, today) ?? '9999') <= today) >= 0.5
}
