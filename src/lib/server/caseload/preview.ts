import type { Difference } from '../../reablement/caseload-checks.ts'
import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import type { CaseloadPreview, NamedLine } from '../../reablement/caseload-preview.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { shownName } from '../../reablement/person.ts'
import type { Desk } from '../storage/desk.ts'
import type { CaseloadFile, CheckedFile } from './check-file.ts'
import type { Comparison, Update } from './compare.ts'
import { importCaseload } from './import-caseload.ts'
import type { TheService } from './import-caseload.ts'

/**
 * Says what a caseload file would change. Changes nothing but the audit.
 * @throws Problem 'unusable-file' in words, 'not-signed-in', 'not-allowed'.
 */
export async function previewCaseload(
  desk: Desk,
  who: Colleague | TheService | null,
  file: CaseloadFile,
): Promise<CaseloadPreview> {
  return importCaseload(desk, who, file, { preview: true }, (_tx, _at, checked, comparison) =>
    previewOf(checked, comparison),
  )
}

function previewOf({ file, columns, errors, good }: CheckedFile, comparison: Comparison): CaseloadPreview {
  const { arrivals, updates, missing } = comparison
  const newly = missing.filter(({ stay }) => stay.missingSince === null)
  return {
    file,
    columns,
    errors: [...errors, ...comparison.errors].sort((a, b) => a.line - b.line),
    good: good.length - comparison.errors.length,
    changes: {
      new: arrivals.map(({ row }) => named(row)),
      callsChanged: updates
        .filter(({ calls }) => calls)
        .map((one) => ({ ...named(one.row), ...callsInWords(one) })),
      detailsChanged: updates
        .filter(({ details }) => details.length > 0)
        .map(({ row, details }) => ({ ...named(row), differences: details })),
      kept: updates.flatMap(({ row, kept }) =>
        kept.map((one) => ({ ...named(row), words: keptInWords(one) })),
      ),
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

function keptInWords({ heading, was, now }: Difference): string {
  return `${heading}: the file says ${now}, Perch has ${was ?? 'nothing'}: kept`
}

function callsInWords({ row, known: { calls } }: Update): { was: string; now: string } {
  const now = inWords(row.callsPerDay, row.minutes ?? calls?.minutes, row.carers ?? calls?.carers)
  return { was: calls ? inWords(calls.perDay, calls.minutes, calls.carers) : 'none', now }
}

function inWords(perDay: number, minutes: number | undefined, carers: number | undefined): string {
  const length = minutes === undefined ? '' : `, ${String(minutes)} minutes`
  return `${String(perDay)} a day${length}${carers === 2 ? ', two carers' : ''}`
}
