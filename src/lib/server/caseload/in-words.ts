import type { CaseloadPreview, CaseloadSummary, NamedLine } from '../../reablement/caseload-preview.ts'

/** The most lines of one kind a summary lists. */
const listed = 200

/** A preview as plain text, for the command line. */
export function previewInWords({ file, columns, errors, good, changes, twins }: CaseloadPreview): string {
  const unknown = columns.filter(({ field }) => field === null).map(({ heading }) => heading)
  return lines(
    `${file.name}: ${count(file.rows, 'row')}, ${String(good)} can be used.`,
    unknown.length > 0 && `Columns left aside: ${unknown.join(', ')}.`,
    ...section('with an error, left out', errors, ({ words }) => words),
    ...section('new', changes.new, who),
    ...section('with changed calls', changes.callsChanged, (one) => `${who(one)}: ${one.was} → ${one.now}`),
    ...section('with changed details', changes.detailsChanged, (one) => {
      const said = one.differences.map(({ heading, was, now }) => `${heading} ${was ?? 'nothing'} → ${now}`)
      return `${who(one)}: ${said.join('; ')}`
    }),
    ...section('kept as Perch has it', changes.kept, (one) => `${who(one)}: ${one.words}`),
    ...section('in the file again', changes.back, who),
    ...section('no longer in the file', changes.missing, who),
    `${String(changes.same)} the same.`,
    ...section('that may be one person, and wait until somebody decides', twins, ({ words }) => words),
    'Nothing was changed: this is a preview. Add --apply to import.',
  )
}

/** What an import did, as plain text. */
export function summaryInWords(name: string, summary: CaseloadSummary): string {
  return lines(
    `${name}: ${count(summary.rows, 'row')}.`,
    ...section('with an error, left out', summary.errors, ({ words }) => words),
    summary.nothingChanged
      ? 'Nothing changed: all of it stood in Perch already.'
      : `Imported: ${String(summary.new)} new, ${String(summary.callsChanged)} with changed calls, ` +
          `${String(summary.detailsChanged)} with changed details, ${String(summary.back)} in the file again, ` +
          `${String(summary.missing)} no longer in the file, ${String(summary.same)} the same.`,
    summary.questions > 0 &&
      `${count(summary.questions, 'question')} for somebody on the page “Caseload file”; until then those lines stay as they are.`,
  )
}

function section<T>(title: string, rows: readonly T[], words: (row: T) => string): string[] {
  if (rows.length === 0) return []
  const more = rows.length > listed ? [`  … and ${String(rows.length - listed)} more`] : []
  return [
    `${String(rows.length)} ${title}:`,
    ...rows.slice(0, listed).map((row) => `  ${words(row)}`),
    ...more,
  ]
}

function who({ reference, name }: NamedLine): string {
  return `${reference} ${name}`
}

function count(many: number, what: string): string {
  return `${String(many)} ${what}${many === 1 ? '' : 's'}`
}

function lines(...all: (string | false)[]): string {
  return all.filter((line) => line !== false).join('\n')
}
