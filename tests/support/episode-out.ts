import { nothingAbout } from '../../src/lib/reablement/about.ts'
import type { ActionView } from '../../src/lib/reablement/action.ts'
import { needsFromFile } from '../../src/lib/reablement/communication.ts'
import type { EpisodeOut } from '../../src/lib/reablement/episode-out.ts'
import type { EpisodePage } from '../../src/lib/reablement/episode-view.ts'

const priya = { id: 'priya', name: 'Priya Shah' }

/** An action agreed on 23 November 2026 and due three days later; what it is, the caller says. */
export function actionOut(more: Partial<ActionView> & Pick<ActionView, 'id' | 'kind' | 'title'>): ActionView {
  return {
    ...{ episode: 'kam_1', item: null, quantity: 1, room: null, detail: null, team: 'OT', owner: null },
    ...{ due: '2026-11-26', state: 'agreed', agreedAt: '2026-11-23T09:41:00.000Z', agreedBy: priya },
    ...{ lastNote: null, huddle: '2026-11-23' },
    ...more,
  }
}

const actions: ActionView[] = [
  actionOut({
    ...{
      id: 'stool_1',
      kind: 'equipment',
      item: 'PS01',
      title: 'Perching stool',
      room: 'Kitchen',
      quantity: 2,
    },
    ...{
      owner: { id: 'olu', name: 'Olu Adeyemi' },
      state: 'measured',
      urgent: true,
      because: 'tires at the sink',
    },
    asks: [
      { name: 'floor to back of knee', unit: 'cm', low: 30, high: 60 },
      { name: 'user weight', unit: 'kg', low: 30, high: 250 },
      { name: 'shape', unit: null, low: null, high: null },
    ] as unknown as NonNullable<ActionView['asks']>,
    measures: [
      { name: 'floor to back of knee', value: '48' },
      { name: 'user weight', value: '71' },
      { name: 'shape', value: 'round' },
    ],
    theirReference: 'ORD 4471',
  }),
  actionOut({
    id: 'rail',
    kind: 'adaptation',
    item: 'GR01',
    title: 'Grab rail, short',
    team: 'MA',
    state: 'done',
  }),
  actionOut({
    ...{
      id: 'alarm',
      kind: 'care technology',
      item: 'CT01',
      title: 'Pendant alarm',
      team: 'CT',
      state: 'declined',
    },
    ...{ lastNote: 'no capacity', settled: null, escalated: '2026-11-24T10:00:00.000Z' },
  }),
  actionOut({
    ...{
      id: 'fire',
      kind: 'referral',
      item: 'RF01',
      title: 'Safe and well visit',
      state: 'booked',
      team: 'SW',
    },
    ...{ bookedFor: '2026-12-01', detail: 'No smoke alarm. Key safe code is 4471.' },
  }),
  actionOut({
    id: 'task',
    kind: 'task',
    title: 'Ring the daughter about shoes',
    team: 'RP',
    state: 'accepted',
  }),
  actionOut({ id: 'secret', kind: 'task', title: 'Ask where the key safe is', team: 'RP' }),
]

/** An invented person with something of everything, and with what must never leave. Day 50 is 23 November 2026. */
export const kamlaOut: EpisodeOut & { page: EpisodePage } = {
  page: {
    episode: 'kam_1',
    header: {
      ...{ name: 'Kam Chauhan', forename: 'Kamla', surname: 'Chauhan', reference: 'RB27010', sex: 'F' },
      ...{ born: '1941-02-16', age: 85, nhsNumber: '9990000018', kind: 'reablement', state: 'ended' },
      ...{ start: '2026-10-05', day: 50, lastFreeDay: '2026-11-15', plannedEnd: '2026-11-20', flags: [] },
      ...{ story: 'home from LRI after hip fracture', missingSince: null },
    },
    contact: { address: '4 Example Street', postcode: 'LE4 3ZZ', telephone: '0116 496 0000' },
    needs: { language: 'Gujarati', interpreter: true },
    ethnicity: 'Asian or Asian British: Indian',
    home: { livesAlone: true, keySafe: true, pets: false, smokeAlarm: false, coAlarm: null },
    around: { nextOfKin: 'Meera Chauhan', relationship: 'daughter' },
    cameFrom: { source: 'LRI', ward: 'Ward 18', reason: 'hip fracture' },
    course: {
      ...{
        state: 'ended',
        referredOn: null,
        acceptedOn: null,
        standard: null,
        clock: '',
        next: null,
        longTermOn: null,
      },
      ...{ stays: [], extension: null, declinedWhy: null, acts: [] },
    },
    goals: [
      { id: 'g1', what: 'Make my own tea & toast', by: '2026-10-26', state: 'met' },
      { id: 'g2', what: 'Walk to the temple', by: null, state: 'working on it' },
      { id: 'g3', what: 'Bath by myself', by: null, state: 'changed' },
      { id: 'g4', what: 'Go to the shop', by: '2026-11-30', state: 'not started' },
    ],
    calls: [
      {
        ...{ from: '2026-10-26', perDay: 2, minutes: 30, carers: 1, step: 'step down', now: true },
        ...{ why: 'Washes by herself.', changedBy: 'Priya Shah' },
      },
      {
        ...{ from: '2026-10-05', perDay: 4, minutes: 30, carers: 2, step: null, now: false },
        ...{ why: 'As the file said.', changedBy: null },
      },
    ],
    told: {
      ...{ steps: [], waited: [], events: [], stays: [], chips: [], checks: [], amendments: [], teamOf: {} },
      ...{ arrivedAt: '2026-10-02T08:00:00.000Z', endedOn: null, prompts: [], alike: [] },
    },
    notes: [
      {
        ...{ date: '2026-11-23', how: 'watch', howBy: 'Priya Shah', raised: 'fell', teams: { OT: 'ask' } },
        ...{ authors: ['Priya Shah', 'Olu Adeyemi'] },
        text: 'Steadier on the <stairs> & proud. A safeguarding concern was raised about a neighbour. DNACPR is in place.',
      },
      {
        ...{ date: '2026-10-12', how: 'ok', howBy: null, raised: null, teams: {}, authors: [] },
        text: 'Key safe fitted by the door. Slept well.',
      },
    ],
    actions,
    exported: null,
    about: nothingAbout(needsFromFile('Gujarati', true), 'Gujarati, interpreter'),
  },
  ended: { on: '2026-11-20', outcome: 'fully independent', national: 'NFA: Support ended as planned' },
  hospital: [{ wentOn: '2026-10-14', backOn: '2026-10-20' }],
  huddles: [
    {
      ...{ date: '2026-11-23', startedAt: '2026-11-23T09:31:00.000Z', closedAt: '2026-11-23T10:05:00.000Z' },
      chair: 'Dee Kaur',
    },
  ],
  service: 'City reablement',
  teams: {
    ...{ OT: 'Occupational therapy', CT: 'Care technology', MA: 'Minor adaptations' },
    ...{ SW: 'Social work', RP: 'Reablement provider' },
  },
}
