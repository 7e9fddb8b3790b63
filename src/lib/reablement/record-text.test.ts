import { describe, expect, test } from 'vitest'
import { recordText } from './record-text.ts'
import type { HuddleRecord, RecordAction, RecordPerson } from './record.ts'

const stool: RecordAction = {
  ...{
    id: 'stool',
    line: 'Perching stool · Kitchen',
    detail: 'height 48 cm',
    team: 'OT',
    owner: 'Olu Adeyemi',
  },
  ...{ due: '2026-11-24', state: 'accepted', note: null },
  happened: [
    { what: 'agreed', at: '', by: 'Priya Shah', was: { due: null, team: null, owner: null } },
    { what: 're-dated', at: '', by: 'Dee Kaur', was: { due: '2026-11-20', team: null, owner: null } },
    { what: 're-assigned', at: '', by: 'Dee Kaur', was: { due: null, team: 'CT', owner: '' } },
  ],
  now: {
    ...{ state: 'done', team: 'OT', owner: 'Olu Adeyemi', due: '2026-11-24', note: 'delivered and shown' },
    ...{ escalated: false, settled: false },
  },
}
const kamla: RecordPerson = {
  ...{ episode: 'kamla', name: 'Kamla Chauhan', reference: 'RB27010', day: 15, section: 'raised', turn: 1 },
  ...{
    reasons: ['OT asked'],
    outcome: 'discussed',
    seconds: 72,
    text: 'Steadier on the stairs.',
    how: 'watch',
  },
  ...{ howBy: 'Priya Shah', raised: 'fell', teams: {}, authors: ['Priya Shah'], actions: [stool] },
  chips: [{ words: 'Step down to 3 calls from Tue 24 Nov', by: 'Priya Shah', at: '2026-11-23T09:41:00Z' }],
  amendments: [
    {
      ...{ id: '1', episode: 'kamla', part: 'note', words: 'Steadier with one rail.' },
      ...{ by: 'Mia Grant', at: '2026-07-01T23:30:00Z' },
    },
  ],
}
const dot: RecordPerson = {
  ...{
    ...kamla,
    episode: 'dot',
    name: 'Dot Evans',
    reference: 'RB27002',
    day: 0,
    outcome: null,
    reasons: [],
  },
  ...{ how: null, raised: null, text: '', actions: [], chips: [], amendments: [] },
}
const record: HuddleRecord = {
  ...{
    huddle: 'h',
    date: '2026-11-23',
    minutes: 34,
    notClosed: false,
    chair: 'Priya Shah',
    pageDamage: null,
    others: 3,
  },
  ...{ startedAt: '2026-11-23T09:31:00Z', closedAt: '2026-11-23T10:05:00Z', figures: null },
  there: [{ team: 'OT', teamName: 'Occupational therapy', names: ['Priya Shah', 'Olu Adeyemi'] }],
  people: [kamla, dot],
  amendments: [
    {
      ...{ id: '2', episode: null, part: 'attendance', words: 'Ade was there too.' },
      ...{ by: 'Mia Grant', at: '2026-11-24T09:00:00Z' },
    },
  ],
}
const copied = {
  service: 'City reablement',
  by: 'Sandra Beck',
  at: '2026-11-25T11:02:00Z',
  today: '2026-11-25',
}

describe('a record as plain text', () => {
  test('of one person says what was said, agreed and amended, and where it stands on which day', () => {
    expect(recordText(record, copied, 'kamla')).toBe(`City reablement: huddle of Monday 23 November 2026
09:31 to 10:05, 34 minutes. Chaired by Priya Shah.

Kamla Chauhan (RB27010), day 15
Outcome: discussed (OT asked)
How it was going: watch (Priya Shah)
Raised: fell
Note by Priya Shah: Steadier on the stairs.
  Amended Thu 2 Jul 00:30 by Mia Grant: Steadier with one rail.
Step down to 3 calls from Tue 24 Nov (Priya Shah)
- Perching stool · Kitchen (height 48 cm): OT, Olu Adeyemi, by Tue 24 Nov. Agreed by Priya S; re-dated by Dee K, was Fri 20 Nov; re-assigned by Dee K, was in the queue, CT.
  Where it stands on Wed 25 Nov: done: delivered and shown.

From Perch, copied by Sandra Beck, Wed 25 Nov 11:02. Corrections stand under what they amend.
`)
  })

  test('of everybody says who was there, who is not listed, and what was amended of the whole', () => {
    const text = recordText(record, copied)
    expect(text).toContain('There: Occupational therapy: Priya Shah, Olu Adeyemi.')
    expect(text).toContain(
      'Dot Evans (RB27002), before the first visit\nOutcome: none\nNote: nothing was written.',
    )
    expect(text).toContain('And 3 more on the board that day')
    expect(text).toContain('Amended Tue 24 Nov 09:00 by Mia Grant: Ade was there too.')
  })

  test('of a damaged page says so, and of nobody there nothing', () => {
    const text = recordText(
      { ...record, pageDamage: 'part', there: [], startedAt: null, chair: null },
      copied,
    )
    expect(text).toContain('notes may be missing')
    expect(text).toContain('Chaired by nobody.')
    expect(text).not.toContain('There:')
  })
})
