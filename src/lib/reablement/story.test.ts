import { describe, expect, test } from 'vitest'
import { actionOut, kamlaOut } from '../../../tests/support/episode-out.ts'
import type { StoryFacts } from './story-facts.ts'
import { findInStory, kindsIn, sayFound, whoIsIn } from './story-find.ts'
import { byDay, mergeStory } from './story.ts'
import type { StoryEntry, StorySource } from './story.ts'

const today = '2026-11-23'
const page = kamlaOut.page
const told: StoryFacts = {
  ...page.told,
  teamOf: { 'Priya Shah': 'OT', 'Olu Adeyemi': 'OT', 'Dee Kaur': 'CT' },
}

/** Kamla’s page with what the test is about, and nothing else in her story but how it began. */
function seen(more: Partial<StoryFacts> = {}, rest: Partial<StorySource> = {}): StorySource {
  return { ...page, notes: [], calls: [], goals: [], actions: [], ...rest, told: { ...told, ...more } }
}
const wordsOf = (source: StorySource) => mergeStory(source, today).map(({ on, words }) => `${on} ${words}`)
const oneOf = (source: StorySource, id: string): StoryEntry | undefined =>
  mergeStory(source, today).find((entry) => entry.id === id)

describe('one timeline of everything', () => {
  test('begins with how they came and the first visit', () => {
    expect(wordsOf(seen())).toEqual([
      '2026-10-05 First visit: day 1 of the six weeks',
      '2026-10-02 Came to the service, home from LRI after hip fracture',
    ])
  })

  test('before the first visit nothing is said of it', () => {
    const before = seen({}, { header: { ...page.header, state: 'accepted', day: -1, start: '2026-11-25' } })
    expect(wordsOf(before)).toEqual(['2026-10-02 Came to the service, home from LRI after hip fracture'])
  })

  test('newest first; of one day what has a time comes before what has none', () => {
    const stool = actionOut({ id: 'stool', kind: 'equipment', title: 'Perching stool', room: 'Kitchen' })
    const step = { action: 'stool', who: 'Priya Shah', act: null, note: null, changes: {} }
    const steps = [
      { ...step, id: 'a', at: '2026-11-23T09:41:00.000Z', from: null, to: 'agreed' as const },
      { ...step, id: 'b', at: '2026-11-23T11:02:00.000Z', from: 'agreed' as const, to: 'accepted' as const },
    ]
    const story = mergeStory(seen({ steps }, { actions: [stool], notes: page.notes.slice(0, 1) }), today)
    expect(story.slice(0, 3).map(({ time, words }) => `${time} ${words}`)).toEqual([
      '11:02 Perching stool · Kitchen: accepted by Priya S',
      '09:41 Agreed: Perching stool · Kitchen, OT for the huddle of Mon 23 Nov, asked by Priya S',
      ' Watch',
    ])
    expect(byDay(story).map(({ on, entries }) => [on, entries.length])).toEqual([
      ['2026-11-23', 3],
      ['2026-10-05', 1],
      ['2026-10-02', 1],
    ])
  })

  test('a step of an action that is not known is left out', () => {
    const step = { id: 'a', action: 'gone', at: '2026-11-23T09:41:00.000Z', who: 'Priya Shah' }
    const steps = [{ ...step, from: null, to: 'agreed' as const, act: null, note: null, changes: {} }]
    expect(wordsOf(seen({ steps }))).toHaveLength(2)
  })

  test('a step says what was said with it, and a promise made again what it was', () => {
    const stool = actionOut({ id: 'stool', kind: 'equipment', title: 'Perching stool' })
    const step = { action: 'stool', who: 'Priya Shah', from: 'accepted' as const, to: 'accepted' as const }
    const steps = [
      {
        ...{ ...step, id: 'm', at: '2026-11-20T10:00:00.000Z', act: 'measure', note: 'sat on her own chair' },
        changes: { facts: { measures: { 'floor to back of knee': '48 cm' } } },
      },
      {
        ...{ ...step, id: 'd', at: '2026-11-20T12:00:00.000Z', act: 're-date', note: null },
        changes: { due: ['2026-11-24', '2026-11-26'] as [string, string] },
      },
    ]
    const waited = [{ action: 'stool', telling: 'lead' as const, at: '2026-11-20T15:00:00.000Z' }]
    const source = seen({ steps, waited }, { actions: [stool] })
    expect(wordsOf(source).slice(0, 3)).toEqual([
      '2026-11-20 Perching stool: waited too long, lead told',
      '2026-11-20 Perching stool: re-dated by Priya S: Tue 24 Nov → Thu 26 Nov',
      '2026-11-20 Perching stool: measured by Priya S',
    ])
    expect(oneOf(source, 'step m')?.more).toEqual(['floor to back of knee 48 cm', 'sat on her own chair'])
  })
})

describe('what an act told in its own words', () => {
  const event = {
    ...{ id: 'e', at: '2026-11-16T10:00:00.000Z', on: '2026-11-16', kind: 'hospital' as const },
    ...{ words: 'Gone to hospital', why: 'breathless', who: 'Dee Kaur' },
  }
  const stay = { id: 's', wentOn: '2026-11-16', backOn: null, at: event.at, who: 'Dee Kaur' }

  test('stands once, though the row of the same day is there too', () => {
    const stays = [{ ...stay, backOn: '2026-11-19' }]
    const story = wordsOf(seen({ stays, events: [event] }))
    expect(story.filter((words) => words.includes('ospital'))).toEqual([
      '2026-11-19 Back from hospital, there since Mon 16 Nov, 3 nights',
      '2026-11-16 Gone to hospital',
    ])
    expect(oneOf(seen({ stays, events: [event] }), 'event e')).toMatchObject({
      more: ['breathless'],
      signed: 'Dee K',
      teams: ['CT'],
    })
  })

  test('a stay nobody told of is told by its row', () => {
    expect(wordsOf(seen({ stays: [stay] }))[0]).toBe('2026-11-16 Gone to hospital')
    const same = wordsOf(seen({ stays: [{ ...stay, backOn: '2026-11-16' }] }))
    expect(same).toContain('2026-11-16 Back from hospital, there since Mon 16 Nov, the same day')
  })

  test('about another day than it was said on stands on its day and says when', () => {
    const late = { ...event, on: '2026-11-14' }
    expect(oneOf(seen({ events: [late] }), 'event e')).toMatchObject({
      on: '2026-11-14',
      time: '',
      more: ['breathless', 'said Mon 16 Nov'],
    })
  })

  test('by the caseload file is signed so', () => {
    expect(oneOf(seen({ events: [{ ...event, who: null }] }), 'event e')?.signed).toBe('the caseload file')
  })

  test('a goal that no act named stands at the beginning, as it is now', () => {
    const source = seen({}, { goals: page.goals.slice(0, 2) })
    expect(oneOf(source, 'goal g1')).toMatchObject({
      on: '2026-10-05',
      words: 'Make my own tea & toast',
      more: ['by Mon 26 Oct, now met'],
    })
    const set = { ...event, kind: 'goal' as const, words: 'Goal set: Make my own tea & toast' }
    expect(oneOf({ ...source, told: { ...told, events: [set] } }, 'goal g1')).toBeUndefined()
  })
})

test('calls say where they began, and each change with what was before', () => {
  const source = seen({}, { calls: page.calls })
  expect(oneOf(source, 'calls 1')).toMatchObject({
    words: 'Calls begin: 4 a day, 30 min, two carers',
    more: ['As the file said.'],
    signed: 'the caseload file',
  })
  expect(oneOf(source, 'calls 2')).toMatchObject({
    words: 'Step down: 2 a day, 30 min; before 4 a day, 30 min, two carers',
    teams: ['OT'],
  })
})

test('a huddle’s note, what it committed to and what was corrected', () => {
  const chip = { on: '2026-11-20', at: '2026-11-20T09:50:00.000Z', who: 'Olu Adeyemi' }
  const source = seen(
    {
      chips: [
        { ...chip, kind: 'ends', words: 'Ends Thu 26 Nov' },
        { ...chip, kind: 'step down', words: 'Step down to 2 calls' },
      ],
      amendments: [
        {
          ...{ id: 'x', date: '2026-11-20', part: 'note' as const, words: 'It was the other step.' },
          ...{ at: '2026-11-21T08:00:00.000Z', who: 'Dee Kaur' },
        },
      ],
    },
    { notes: page.notes.slice(0, 1) },
  )
  expect(wordsOf(source).slice(0, 3)).toEqual([
    '2026-11-23 Watch',
    '2026-11-21 Record of Fri 20 Nov corrected, note',
    '2026-11-20 Ends Thu 26 Nov',
  ])
  expect(oneOf(source, 'note 2026-11-23')).toMatchObject({
    more: ['Raised: fell', expect.stringContaining('Steadier on the <stairs>'), 'OT asked'],
    signed: 'Priya S, Olu A',
    href: '/huddles/2026-11-23',
  })
})

describe('finding in it', () => {
  const story = mergeStory(
    seen(
      { checks: [{ item: 'fire', state: 'done', at: '2026-10-06T10:00:00.000Z', who: 'Dee Kaur' }] },
      { notes: page.notes, calls: page.calls },
    ),
    today,
  )
  const asked = { text: '', kinds: [], by: null }
  const found = (wish: object) => findInStory(story, { ...asked, ...wish }).map(({ id }) => id)

  test('nothing asked is everything', () => {
    expect(findInStory(story, asked)).toBe(story)
    expect(findInStory(story, { ...asked, text: '  ' })).toBe(story)
  })

  test('every word, in any part, whatever capitals and accents', () => {
    expect(found({ text: 'PROUD stairs' })).toEqual(['note 2026-11-23'])
    expect(found({ text: 'proud café' })).toEqual([])
    expect(found({ text: 'step down' })).toEqual(['calls 2'])
    expect(found({ text: '12 oct' })).toEqual(['note 2026-10-12'])
    expect(found({ text: 'olu' })).toEqual(['note 2026-11-23'])
  })

  test('by kind, by team, by colleague, and all of it together', () => {
    expect(found({ kinds: ['calls', 'about'] })).toEqual(['calls 2', 'check fire', 'calls 1'])
    expect(found({ by: { team: 'CT' } })).toEqual(['check fire'])
    expect(found({ by: { colleague: 'Priya Shah' } })).toEqual(['note 2026-11-23', 'calls 2'])
    expect(found({ by: { colleague: 'Priya Shah' }, kinds: ['calls'], text: 'wash' })).toEqual(['calls 2'])
  })

  test('what there is to choose from', () => {
    expect(kindsIn(story)).toEqual([
      { kind: 'huddle', count: 2 },
      { kind: 'calls', count: 2 },
      { kind: 'course', count: 2 },
      { kind: 'about', count: 1 },
    ])
    // Counted are those that the words and whose they are leave; what is left of a kind may be none.
    const left = kindsIn(story, { text: 'wash', by: { colleague: 'Priya Shah' } })
    expect(left.map(({ kind, count }) => [kind, count])).toEqual([
      ['huddle', 0],
      ['calls', 1],
      ['course', 0],
      ['about', 0],
    ])
    expect(whoIsIn(story)).toEqual({
      teams: ['CT', 'OT'],
      colleagues: ['Dee Kaur', 'Olu Adeyemi', 'Priya Shah'],
    })
    expect([sayFound(7, 7), sayFound(1, 1), sayFound(2, 7), sayFound(0, 1)]).toEqual([
      '7 entries',
      '1 entry',
      '2 of 7 entries',
      '0 of 1 entry',
    ])
  })
})
