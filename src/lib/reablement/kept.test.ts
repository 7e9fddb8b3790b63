import { describe, expect, test } from 'vitest'
import { archiveTables, tablesThatStay } from './archive-tables.ts'
import type { ArchiveTable } from './archive-tables.ts'
import { codeTakenOut } from './key-safe.ts'
import { keptBy, leftOutOfCopy, neverInCopy, notOnPaper, othersNamed } from './kept.ts'
import { printedTables, saidOfFiles, sayRow, toldByStory } from './kept.ts'

const tableOf = (name: string): ArchiveTable => {
  const found = archiveTables.find(({ table }) => table === name)
  if (!found) throw new Error(name)
  return found
}
const named = new Map([
  ['priya', 'Priya Shah'],
  ['h1', 'huddle of Fri 20 Nov 2026'],
])

describe('which tables are about a person', () => {
  test('each is told by the story, printed as it is, or left out for a reason', () => {
    const about = archiveTables.filter((one) => keptBy(one) !== null).map(({ table }) => table)
    const printed = printedTables(archiveTables).map(({ table }) => table)
    expect([...printed, ...toldByStory, ...Object.keys(leftOutOfCopy)].toSorted()).toEqual(about.toSorted())
    expect(printed).toEqual(
      expect.arrayContaining(['person', 'episode', 'action', 'action_measure', 'agenda_item', 'leaving']),
    )
  })

  test('of those that stay inside the archive each is said in the copy, or is in none for a reason', () => {
    const inside = [...saidOfFiles.filter((one) => one in tablesThatStay), ...Object.keys(neverInCopy)]
    expect(inside.toSorted()).toEqual(Object.keys(tablesThatStay).toSorted())
    expect(printedTables(archiveTables).map(({ table }) => table)).toContain('line_choice')
  })

  test('what is kept and not on the paper is said on it', () => {
    expect(notOnPaper(0)).toHaveLength(3)
    expect(notOnPaper(1).at(-1)).toMatch(/^A caseload file waits whose lines cannot be told apart/)
    expect(notOnPaper(2).at(-1)).toMatch(/^2 caseload files wait/)
  })

  test('the service’s own are about nobody', () => {
    expect(['colleague', 'setting', 'audit', 'huddle'].map((name) => keptBy(tableOf(name)))).toEqual([
      ...[null, null, null, null],
    ])
  })

  test('a table that is added is printed from then on', () => {
    const photo: ArchiveTable = { table: 'photo', file: 'photos', words: 'x', columns: { episode: 'y' } }
    expect(printedTables([...archiveTables, photo])).toContain(photo)
  })
})

describe('a row in words', () => {
  test('says days, yes and no, numbers and names, and what holds nothing', () => {
    const row = {
      nhs_number: '9990000018',
      birth_date: '1941-02-16',
      interpreter: 1,
      pets: 0,
      known_as: null,
    }
    const { fields, nothing } = sayRow(tableOf('person'), row, named)
    expect(fields).toEqual([
      { label: 'Birth date', value: '16 Feb 1941' },
      { label: 'NHS number', value: '999 000 0018' },
      { label: 'Interpreter', value: 'yes' },
      { label: 'Pets', value: 'no' },
    ])
    expect(nothing).toEqual(expect.arrayContaining(['Known as', 'Next of kin']))
    expect(nothing).not.toContain('Id')
  })

  test('says whoever and whatever a row points to by name', () => {
    const row = {
      huddle: 'h1',
      position: 0,
      turn: 1,
      reasons: '["new","a fall"]',
      added_by: 'priya',
      look_due: 1,
    }
    expect(sayRow(tableOf('agenda_item'), row, named).fields).toEqual([
      { label: 'Huddle', value: 'huddle of Fri 20 Nov 2026' },
      { label: 'Position', value: '0' },
      { label: 'Reasons', value: 'new, a fall' },
      { label: 'Look due', value: 'yes' },
      { label: 'Added by', value: 'Priya Shah' },
      { label: 'Turn', value: '1' },
    ])
  })

  test('a choice between the file and the board names its field as the file does', () => {
    const choice = { field: 'callsPerDay', file: '3', board: '2', choice: 'file', chosen_by: 'priya' }
    expect(sayRow(tableOf('line_choice'), choice, named).fields).toEqual([
      { label: 'Field', value: 'Calls per day' },
      { label: 'File', value: '3' },
      { label: 'Board', value: '2' },
      { label: 'Choice', value: 'file' },
      { label: 'Chosen by', value: 'Priya Shah' },
    ])
  })

  test('an instant is a London day and time; what only looks like JSON stays as it is', () => {
    const row = { agreed_at: '2026-07-01T23:30:00.000Z', detail: '[sic] by the door' }
    expect(sayRow(tableOf('action'), row, named).fields).toEqual([
      { label: 'Detail', value: '[sic] by the door' },
      { label: 'Agreed at', value: '2 Jul 2026, 00:30' },
    ])
  })
})

test('what looks like the code of a key safe is taken out once more', () => {
  const { fields } = sayRow(tableOf('action'), { detail: 'Key safe code is 4471', title: 'Rail' }, named)
  expect(fields).toEqual([
    { label: 'Title', value: 'Rail' },
    { label: 'Detail', value: codeTakenOut },
  ])
})

test('surnames of other people are found as words with a capital, their own is not', () => {
  const person = (surname: string) => ({ forename: 'A', surname, knownAs: null })
  const others = ['Okoro', 'Ashe', 'Patel', 'Low', 'Ng'].map(person)
  const texts = ['Mr Okoro’s son rang.', 'Mood low, ashes in the grate', 'Patel family visits', 'Ng']
  expect(othersNamed(texts, others, ['Patel'])).toEqual(['Okoro'])
})
