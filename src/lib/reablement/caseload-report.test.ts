import { expect, test } from 'vitest'
import type { CaseloadSummary } from './caseload-preview.ts'
import { reportInWords } from './caseload-report.ts'

const when = 'Tue 24 Nov, 05:30'
const summary: CaseloadSummary = {
  ...{ rows: 113, errors: [], new: 2, callsChanged: 1, detailsChanged: 0, back: 0, missing: 3, same: 107 },
  ...{ questions: 0, nothingChanged: false },
}
const error = (line: number, column: string) => ({
  line,
  column,
  words: `Line ${String(line)} (RB2, Ivy Lad): …`,
})

test('a file that was used is told in counts', () => {
  const { subject, text } = reportInWords({ kind: 'used', summary }, when)
  expect(subject).toBe('Perch: the caseload file of Tue 24 Nov, 05:30: 113 rows')
  expect(text.split('\n')).toEqual([
    'New people: 2',
    'Calls changed: 1',
    'Details changed: 0',
    'In the file again: 0',
    'Not in this file: 3',
    'As they were: 107',
  ])
})

test('faults are lines and columns, never whom they are about, and not without end', () => {
  const errors = [
    error(3, 'Date of birth'),
    error(3, 'Forename'),
    ...Array.from({ length: 60 }, (_, at) => error(at + 4, '')),
  ]
  const { subject, text } = reportInWords(
    { kind: 'used', summary: { ...summary, errors, questions: 2 } },
    when,
  )
  expect(subject).toMatch(/113 rows, 61 left out, 2 questions$/)
  expect(text).toContain('- line 3: Date of birth\n- line 3: Forename\n- line 4: the whole line')
  expect(text).toContain('- and 12 more')
  expect(text).toContain('2 questions wait for you')
  expect(text).not.toMatch(/Ivy|RB2/)
})

test.each([
  [{ kind: 'waits', rows: 1 } as const, 'waits for you', 'It has 1 row, and its columns are new'],
  [{ kind: 'refused', why: 'It is empty.' } as const, 'could not be used', 'It is empty.\n\nThe file is in'],
])('what could not be used is told with what to do: %o', (outcome, subject, text) => {
  const mail = reportInWords(outcome, when)
  expect(mail.subject).toContain(subject)
  expect(mail.text).toContain(text)
})
