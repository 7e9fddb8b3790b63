import type { RowError } from './caseload-facts.ts'
import type { CaseloadSummary } from './caseload-preview.ts'

/** What became of a file of the folder: used, waiting for somebody, or refused. */
export type FolderOutcome =
  | { kind: 'used'; summary: CaseloadSummary }
  | { kind: 'waits'; rows: number }
  | { kind: 'refused'; why: string }

/** A mail in plain words. */
export interface ReportWords {
  subject: string
  text: string
}

/** The most lines with a fault that a mail names. [choice] */
const named = 50

const count = (n: number, one: string, more = `${one}s`) => `${String(n)} ${n === 1 ? one : more}`

/**
 * The mail about a file of the folder. Counts, line numbers and names of columns: nothing that stands in a cell, nor the
 * file's name. `when`: 'Tue 24 Nov, 05:30'.
 */
export function reportInWords(outcome: FolderOutcome, when: string): ReportWords {
  if (outcome.kind === 'refused') {
    return {
      subject: `Perch: the caseload file of ${when} could not be used`,
      text: `${outcome.why}\n\nThe file is in the folder “refused”. Nothing was changed.`,
    }
  }
  if (outcome.kind === 'waits') {
    return {
      subject: `Perch: the caseload file of ${when} waits for you`,
      text:
        `It has ${count(outcome.rows, 'row')}, and its columns are new or have changed. Nothing was changed yet.\n\n` +
        'Open “Caseload file” in Perch and say once what each column is.',
    }
  }
  return used(outcome.summary, when)
}

function used(summary: CaseloadSummary, when: string): ReportWords {
  const lines = new Set(summary.errors.map(({ line }) => line)).size
  const parts = [
    count(summary.rows, 'row'),
    lines > 0 && `${String(lines)} left out`,
    summary.questions > 0 && count(summary.questions, 'question'),
  ].filter((part) => part !== false)
  const counts = [
    `New people: ${String(summary.new)}`,
    `Calls changed: ${String(summary.callsChanged)}`,
    `Details changed: ${String(summary.detailsChanged)}`,
    `In the file again: ${String(summary.back)}`,
    `Not in this file: ${String(summary.missing)}`,
    `As they were: ${String(summary.same)}`,
  ]
  const questions =
    summary.questions > 0
      ? [
          `${count(summary.questions, 'question waits', 'questions wait')} for you under “Caseload file” in Perch; until then those lines stay as they are.`,
        ]
      : []
  const faults = lines > 0 ? ['Left out:', ...faultsIn(summary.errors)] : []
  const blocks = [counts, questions, faults].filter((block) => block.length > 0)
  return {
    subject: `Perch: the caseload file of ${when}: ${parts.join(', ')}`,
    text: blocks.map((block) => block.join('\n')).join('\n\n'),
  }
}

/** By line and column; what stands in the cell is in Perch. */
function faultsIn(errors: readonly RowError[]): string[] {
  const all = errors.map(({ line, column }) => `- line ${String(line)}: ${column || 'the whole line'}`)
  const more = all.length > named ? [`- and ${String(all.length - named)} more`] : []
  return [...all.slice(0, named), ...more]
}
