import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import type {
  CaseloadPreview,
  KeptLine,
  NamedLine,
  ReadingProgress,
} from '../../reablement/caseload-preview.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { shownName } from '../../reablement/person.ts'
import type { Desk } from '../storage/desk.ts'
import type { CaseloadFile, CheckedFile } from './check-file.ts'
import type { Comparison, Update } from './compare.ts'
import { importCaseload } from './import-caseload.ts'
import type { TheService } from './import-caseload.ts'
import type { Settled } from './two-ways.ts'

/**
 * Says what a caseload file would change. Changes nothing but the audit.
 * @throws Problem 'unusable-file' in words, 'not-signed-in', 'not-allowed'.
 */
export async function previewCaseload(
  desk: Desk,
  who: Colleague | TheService | null,
  file: CaseloadFile,
  told?: (progress: ReadingProgress) => void,
): Promise<CaseloadPreview> {
  const how = { preview: true, ...(told ? { told } : {}) }
  return importCaseload(desk, who, file, how, (_tx, at, checked, comparison) =>
    previewOf(checked, comparison, londonDate(new Date(at))),
  )
}

function previewOf(
  { file, columns, source }: CheckedFile,
  comparison: Comparison,
  today: LocalDate,
): CaseloadPreview {
  const { arrivals, updates, missing, errors, used, twins } = comparison
  const newly = missing.filter(({ stay }) => stay.missingSince === null)
  return {
    file,
    columns,
    source,
    twins,
    errors,
    good: used,
    changes: {
      new: arrivals.map(({ row }) => named(row)),
      callsChanged: updates
        .filter(({ calls }) => calls)
        .map((one) => ({ ...named(one.row), ...callsInWords(one) })),
      detailsChanged: updates
        .filter(({ details }) => details.length > 0)
        .map(({ row, details }) => ({ ...named(row), differences: details })),
      kept: updates.flatMap((update) => update.kept.map((one) => keptLine(one, update, today))),
      back: updates.filter(({ back }) => back).map(({ row }) => named(row)),
      same: updates.filter(isSame).length,
      missing: newly.map(({ person: { reference }, name }) => ({ line: 0, reference, name })),
      stillMissing: missing.length - newly.length,
    },
  }
}

/** Whether a row changes nothing. */
export function isSame({ calls, details, back }: Update): boolean {
  return !calls && details.length === 0 && !back
}

function named({ line, reference, forename, knownAs, surname }: CaseloadRow): NamedLine {
  return { line, reference, name: shownName(forename, knownAs, surname) }
}

function keptLine(one: Settled, { row, known, said }: Update, today: LocalDate): KeptLine {
  const { field, standing, side, choice, words } = one
  const by = choice?.by ? ` by ${choice.by}` : ''
  const chosen = choice && `chosen ${dayInWords(londonDate(new Date(choice.at)), today)}${by}`
  return {
    ...named(row),
    ...{ person: known.person.id, episode: known.stay.id, field, standing, side, words },
    chosen,
    fileStart: field === 'start' && typeof said.start === 'string' ? said.start : null,
  }
}

function dayInWords(day: LocalDate, today: LocalDate): string {
  return day === today ? 'today' : `on ${sayDay(day, today)}`
}

function callsInWords({ row, known: { calls } }: Update): { was: string; now: string } {
  const now = inWords(row.callsPerDay, row.minutes ?? calls?.minutes, row.carers ?? calls?.carers)
  return { was: calls ? inWords(calls.perDay, calls.minutes, calls.carers) : 'none', now }
}

function inWords(perDay: number, minutes: number | undefined, carers: number | undefined): string {
  const length = minutes === undefined ? '' : `, ${String(minutes)} minutes`
  return `${String(perDay)} a day${length}${carers === 2 ? ', two carers' : ''}`
}
