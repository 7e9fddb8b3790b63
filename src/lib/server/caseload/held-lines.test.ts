import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallService } from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { heldFile } from '../storage/file-schema.ts'
import { heldLinesOf } from './held-lines.ts'

let desk: TestDesk
beforeEach(() => {
  desk = smallService()
})
afterEach(() => desk.remove())

function hold(id: string, text: string | Buffer, at = '2026-11-23T06:00:00.000Z'): void {
  desk.storage
    .insert(heldFile)
    .values({ id, name: 'caseload.csv', bytes: Buffer.from(text), at })
    .run()
}

test('only their own lines are found, by their reference or NHS number, whatever the columns are', () => {
  hold('a', 'Ref;Born;Says\r\nrb27010;16/02/1941;"two\r\nlines"\r\nRB27044;1/1/1940;neighbour of RB27010\r\n')
  hold('b', 'NHS,Name\nx,Okoro\n999 000 0018,CHAUHAN\n9990000026,Evans\n', '2026-11-23T07:00:00.000Z')
  hold('c', 'NHS,Name\nx,Okoro\n')
  expect(heldLinesOf(desk.storage, { reference: 'RB27010', nhsNumber: '9990000018' })).toEqual({
    lines: [
      [
        { label: 'File of', value: '23 Nov 2026, 06:00' },
        { label: 'Ref', value: 'rb27010' },
        { label: 'Born', value: '16/02/1941' },
        { label: 'Says', value: 'two\r\nlines' },
      ],
      [
        { label: 'File of', value: '23 Nov 2026, 07:00' },
        { label: 'NHS', value: '999 000 0018' },
        { label: 'Name', value: 'CHAUHAN' },
      ],
    ],
    unread: 0,
  })
})

test('a file whose lines cannot be told apart is counted, and the others are still read', () => {
  hold('a', Buffer.from('504b0304', 'hex'))
  hold('b', 'Ref,Says\nRB27010,"never closed\n')
  hold('c', 'Ref,Says\nRB27010,here\n')
  const { lines, unread } = heldLinesOf(desk.storage, { reference: 'RB27010', nhsNumber: null })
  expect(unread).toBe(2)
  expect(lines.map((line) => line.map(({ value }) => value))).toEqual([
    ['23 Nov 2026, 06:00', 'RB27010', 'here'],
  ])
})
