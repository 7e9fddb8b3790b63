import { afterAll, describe, expect, test } from 'vitest'
import { smallService } from '../../../../tests/support/builders.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { AgendaItem, HuddlePerson, Steering } from '../../reablement/huddle.ts'
import type { Marks } from '../../reablement/marks.ts'
import { suggestedSeconds } from '../../reablement/pace.ts'
import { PrivateWords } from '../../reablement/private-words.ts'
import type { ScreenStage } from '../../reablement/screen-view.ts'
import {
  careAct,
  communication,
  respect,
  riskAnswer,
  safeguarding,
  whatMatters,
} from '../storage/about-schema.ts'
import { readRoomPeople, screenView } from './read-screen-view.ts'
import type { Standing } from './read-screen-view.ts'

const now = new Date('2026-11-23T09:40:00Z')
const words = new PrivateWords([
  {
    ...{ forename: 'Kamla', knownAs: null, surname: 'Chauhan', birthDate: '1941-03-05' },
    ...{ nextOfKin: 'Jean Tolley', address: '7 Hosiery Street, Leicester', telephone: '0116 496 0123' },
  },
])

/** Something of everything that must not be shown, behind a word by which the field is known again. */
const secret = (field: string) =>
  `${field}: chauhan, Mrs Tolley, 999 066 9074, 496 0123, 5 March 41, 7 hosiery st. Safeguarding raised. Respect form seen.`
const shown = /chauh|tolley|066|0123|41|hosiery|safeg|respect/i

/** Every string anywhere in it, with where it stands; keys too. */
function stringsIn(value: unknown, at = ''): [at: string, text: string][] {
  if (typeof value === 'string') return [[at, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [`${at} key`, key] as [string, string],
    ...stringsIn(inner, `${at}.${key}`),
  ])
}

const photoId = 'AfEwXyZ0123photo4AfEwXyZ'

function personOf(episode: string): HuddlePerson {
  return {
    ...{ episode, shown: 'Kamla C', district: 'LE4', day: 5, calls: null, plannedEnd: null, coming: null },
    ...{ flags: [secret('flag')], story: secret('story'), last: secret('last'), lastHow: 'ok' },
    goals: [{ what: secret('goal'), by: null, state: 'met' }],
    chips: [{ kind: 'note', words: secret('chip') } as unknown as HuddlePerson['chips'][number]],
    inHospital: false,
    raises: [{ id: 'raise-1', by: 'Nadia O', at: now.toISOString(), words: secret('raise'), photo: photoId }],
    ...{ leaving: { outcome: null, collection: null, laterChecks: null }, starter: {} },
  }
}

function itemOf(episode: string, more: Partial<AgendaItem> = {}): AgendaItem {
  return {
    ...{ episode, section: 'raised', reasons: [secret(`reason ${episode}`), secret(`more ${episode}`)] },
    ...{ outcome: null, seconds: 0 },
    ...more,
  }
}

function actionOf(id: string, more: Partial<ActionView> = {}): ActionView {
  const said = (field: string) => secret(`${field} ${id}`)
  return {
    ...{ id, episode: 'kamla', kind: 'task', item: null, quantity: 1, team: 'OT', due: '2026-11-24' },
    ...{ title: said('title'), room: said('room'), detail: said('detail'), lastNote: said('why') },
    ...{ owner: { id: 'dee', name: 'Dee Chauhan' }, state: 'declined' },
    ...{ agreedAt: '2026-11-23T09:35:00.000Z', agreedBy: { id: 'priya', name: 'Priya Shah' } },
    ...{ huddle: '2026-11-23', ...more },
  }
}

const agenda = [
  itemOf('kamla'),
  itemOf('neville', { added: { by: 'Priya Shah', why: secret('added') } }),
  itemOf('dot', { section: 'quick look' }),
]
const actions = [
  actionOf('today'),
  actionOf('before', { huddle: '2026-11-20', state: 'accepted' }),
  actionOf('late', { huddle: '2026-11-20' }),
]
const marks: ReadonlyMap<string, Marks> = new Map(
  agenda.map(({ episode }) => [
    episode,
    { teams: { OT: 'ask' as const, CT: 'none' as const }, how: 'watch' as const, raised: secret('raised') },
  ]),
)
const steering = (more: Partial<Steering>): Steering => ({
  ...{
    huddle: 'today',
    date: '2026-11-23',
    state: 'live',
    current: null,
    step: 'people',
    agenda,
    missed: {},
  },
  ...{ stepSince: null, silenceUntil: null, promises: ['today', 'late'] },
  chair: { id: 'priya', name: 'Priya Chauhan', team: 'OT' },
  ...{ currentSince: '2026-11-23T09:39:00.000Z', startedAt: '2026-11-23T09:30:00.000Z' },
  attendance: [{ id: 'tom', name: 'Tom Chauhan', team: 'OT', here: true, mode: 'room' }],
  ...{ suggestedSeconds: 60, paces: suggestedSeconds, pausedAt: null, pausedSeconds: 0 },
  chairAwaySince: null,
  teamsDone: [{ team: 'CT', by: 'Dee K', at: now.toISOString() }],
  ...more,
})
const standing = (more: Partial<Steering>): Standing => ({
  ...{ version: 1, now, service: 'City reablement', teams: [{ code: 'OT', name: 'Occupational therapy' }] },
  here: [{ name: 'Priya Chauhan', team: 'OT' }],
  ...{ steering: steering(more), marks, actions, damage: null, movedAt: now.toISOString() },
  photo: { at: now.toISOString(), words: secret('photo'), photo: photoId } as Standing['photo'],
  people: { byEpisode: new Map(agenda.map(({ episode }) => [episode, personOf(episode)])), words },
  note: `${secret('note')}\nsaw chauha, ring 0116 49 on 05/03/194\nWalks`,
  writers: [{ name: 'Priya', teamName: 'Occupational therapy' }],
  lastClosing: { date: '2026-11-20', closedAt: '2026-11-23T09:39:00.000Z', people: 31, actions: 12 },
})

const action = (id: string, why = true) =>
  ['title', 'room', 'detail', ...(why ? ['why'] : [])].map((field) => `${field} ${id}`)
const turn = ['flag', 'story', 'last', 'goal', 'chip', 'note', 'reason kamla', 'more kamla', 'reason neville']
const reasons = ['reason kamla', 'more kamla', 'reason neville', 'more neville']

/** Each stage, and the fields whose words it shows. */
const stages: [kind: ScreenStage['kind'], is: Partial<Steering>, fields: string[]][] = [
  ['waiting', { state: 'preparing' }, [...reasons, 'reason dot']],
  ['closed', { state: 'preparing' }, []],
  ['here', { step: 'here' }, []],
  ['promises', { step: 'promises' }, [...action('today'), ...action('late')]],
  ['silence', { step: 'silence' }, []],
  [
    'turn',
    { current: 'kamla' },
    [...turn, 'photo', 'raised', ...action('today'), ...action('before', false)],
  ],
  ['turn', { current: 'neville' }, ['added', 'photo', 'reason neville', 'last']],
  ['quick look', { current: 'dot' }, ['last', 'reason dot']],
  ['read-back', { step: 'read-back' }, [...reasons, ...action('today')]],
]

test.each(stages)('no field of the stage “%s” says a secret (%o)', (kind, is, fields) => {
  const view = screenView({
    ...standing(is),
    ...(kind === 'waiting' ? { lastClosing: null } : {}),
  })
  expect(view.stage.kind).toBe(kind)
  const strings = stringsIn(view)
  const clocks = /\.(?:at|movedAt|until|wholeFrom|from)$/
  expect(strings.filter(([at, text]) => !clocks.test(at) && shown.test(text))).toEqual([])
  // What is on a card never comes along, and a photo is never named.
  expect(strings.filter(([, text]) => text.includes(photoId) || text.includes('raise:'))).toEqual([])
  // Whatever is shown must have come from somewhere: a field that is left out proves nothing.
  for (const field of fields)
    expect(strings.map(([, text]) => text).filter((text) => text.includes(`${field}:`))).not.toEqual([])
})

describe('what is known about a person stays off the shared screen', () => {
  const hidden = /purple|folder|SG-2026|hearing|large print|BSL|women|kosher|temple|painter|Care Act/i
  const desk = smallService()
  const by = { episode: 'kamla-stay', colleague: 'priya', at: now.toISOString() }
  const { storage } = desk
  storage
    .insert(respect)
    .values({ ...by, id: 'r', inPlace: true, where: 'Purple folder', seenOn: '2026-11-23' })
    .run()
  const concern = { raised: true, raisedOn: '2026-11-23', reference: 'SG-2026-0417', owner: 'mia' }
  storage
    .insert(safeguarding)
    .values({ ...by, id: 's', ...concern })
    .run()
  const needs = { language: 'Polish', interpreter: true, bsl: true, formats: '["large print"]' }
  storage
    .insert(communication)
    .values({
      ...{ id: 'c', person: 'kamla', colleague: 'priya', at: by.at, ...needs },
      ...{ support: 'hearing aid', carers: 'women', culture: 'kosher' },
    })
    .run()
  storage
    .insert(whatMatters)
    .values({ ...by, id: 'w', words: 'The temple' })
    .run()
  storage
    .insert(riskAnswer)
    .values({ ...by, id: 'a', question: 'smoke alarm', value: 'no', words: 'painter' })
    .run()
  storage
    .insert(careAct)
    .values({ ...by, id: 'x', raisedOn: '2026-11-23', owner: 'priya' })
    .run()
  const people = readRoomPeople(storage, now)
  afterAll(() => {
    desk.remove()
  })

  test.each(stages)('stage “%s” (%o)', (_kind, is) => {
    const agenda = [itemOf('kamla-stay'), itemOf('neville-stay'), itemOf('dot-stay')]
    const current = is.current === undefined ? {} : { current: 'kamla-stay' }
    const view = screenView({
      ...standing({ ...is, agenda, ...current }),
      people,
      actions: [],
      marks: new Map(),
    })
    expect(stringsIn(view).filter(([, text]) => hidden.test(text))).toEqual([])
  })

  test('of communication it has the language and the interpreter, as agreed', () => {
    expect(people.byEpisode.get('kamla-stay')?.flags).toEqual(['Polish, interpreter'])
    expect(JSON.stringify([...people.byEpisode.values()])).not.toMatch(hidden)
  })
})
