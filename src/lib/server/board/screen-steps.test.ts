import { expect, test } from 'vitest'
import type { AgendaItem, AgendaSection, Steering } from '../../reablement/huddle.ts'
import { suggestedSeconds } from '../../reablement/pace.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import { screenView } from './read-screen-view.ts'
import type { Standing } from './read-screen-view.ts'

const now = new Date('2026-11-23T09:40:00Z')
const teams = [
  { code: 'OT', name: 'Occupational therapy' },
  { code: 'CT', name: 'Care technology' },
]

function item(episode: string, section: AgendaSection, more: Partial<AgendaItem> = {}): AgendaItem {
  return { episode, section, reasons: [], outcome: null, seconds: 0, ...more }
}

function at(
  step: Steering['step'],
  more: Partial<Omit<Standing, 'steering'>> & { steering?: Partial<Steering> } = {},
) {
  const steering: Steering = {
    ...{
      huddle: 'today',
      date: '2026-11-23',
      state: 'live',
      step,
      stepSince: '2026-11-23T09:39:30.000Z',
      missed: {},
    },
    ...{ chair: null, silenceUntil: null, promises: [], current: null, currentSince: null, agenda: [] },
    ...{ startedAt: '2026-11-23T09:39:30.000Z', pausedAt: null, pausedSeconds: 0, chairAwaySince: null },
    ...{ teamsDone: [], attendance: [], suggestedSeconds: 60, paces: suggestedSeconds },
    ...more.steering,
  }
  return screenView({
    ...{ version: 1, now, service: 'City reablement', teams, here: [], actions: [], note: '', writers: [] },
    ...{ people: { byEpisode: new Map(), words: new PrivateWords([]) }, marks: new Map() },
    ...{ damage: null, photo: null, movedAt: now.toISOString(), lastClosing: null },
    ...more,
    steering,
  })
}

test('the silent minute says which team has nothing for the rest, and counts nobody who is not on the agenda', () => {
  const done = { team: 'CT', by: 'Dee K', at: now.toISOString() }
  const marks = new Map([
    ['a', { teams: { OT: 'ask' as const } }],
    ['gone from the board', { teams: { OT: 'none' as const } }],
  ])
  const { stage } = at('silence', { marks, steering: { agenda: [item('a', 'raised')], teamsDone: [done] } })
  expect(stage).toMatchObject({
    kind: 'silence',
    marked: [
      { code: 'OT', count: 1, done: false },
      { code: 'CT', count: 0, done: true },
    ],
  })
})

test('the read-back names everybody with no outcome, in whatever section they stand', () => {
  const agenda = [
    item('a', 'raised'),
    item('b', 'leaving', { reasons: ['ends Thu'] }),
    item('c', 'quick look', { lookDue: true, reasons: ['not looked at for 5 days'] }),
    item('d', 'new', { outcome: 'discussed' }),
    item('e', 'promises', { outcome: 'not reached' }),
    item('f', 'raised', { waitsFor: 'CT' }),
    item('g', 'rest'),
  ]
  const { stage } = at('read-back', { steering: { agenda } })
  expect(stage.kind === 'read-back' && stage.open.map(({ reasons }) => reasons.join())).toEqual([
    '',
    'ends Thu',
    'not looked at for 5 days',
  ])
})

test('the clock tells since when a step runs and what it should take, and counts it nowhere else', () => {
  const clock = { person: null, stepTime: { from: '2026-11-23T09:39:30.000Z', seconds: 60 } }
  expect(at('here').clock).toMatchObject({ ...clock, othersSeconds: 120 })
  expect(at('silence').clock).toMatchObject({ ...clock, othersSeconds: 60 })
  // Sent late or early, it is the same: nothing in it depends on when it was made.
  const later = at('here', { now: new Date('2026-11-23T09:40:20Z') })
  expect(later.clock).toEqual(at('here').clock)
})
