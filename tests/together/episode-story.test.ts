import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { mergeStory } from '#lib/reablement/story.ts'
import { joinScreens } from '#lib/server/join-screens.ts'
import type { Live } from '#lib/server/live.ts'
import {
  fileSaid,
  heldFile,
  importChange,
  lineChoice,
  twinDecision,
} from '#lib/server/storage/file-schema.ts'
import { audit, importRun } from '#lib/server/storage/ledger-schema.ts'
import { laterCheck, laterCheckStep } from '#lib/server/storage/ending-schema.ts'
import { raised } from '#lib/server/storage/raised-schema.ts'
import { actionMeasure } from '#lib/server/storage/request-schema.ts'
import { callPattern, episode } from '#lib/server/storage/schema.ts'
import { addAction, addPerson, auditTrail, cast, queriesOf, smallService } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'
import { lengthen } from '../support/long-story.ts'

const { priya, mia, ada, wall } = cast
const noRooms = { pageNow: () => null, rooms: { stamps: () => [] } } as unknown as Live

const open: TestDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.remove()
})

function service(length?: { notes: number; actions: number }) {
  const desk = smallService()
  open.push(desk)
  if (length) lengthen(desk, 'kamla-stay', priya, length)
  return { desk, screens: joinScreens(desk, noRooms) }
}
const isRead = (query: string) => /^\s*(?:select|with)\b/i.test(query)

describe('an episode with 300 huddle notes and 60 actions', () => {
  const few = { notes: 3, actions: 2 }
  const many = { notes: 300, actions: 60 }

  test.each([
    ['opens', 'episode' as const, priya],
    ['is printed', 'storyPaper' as const, mia],
  ])('%s with as many queries as one with three notes', async (_what, page, who) => {
    const asked = async (length: { notes: number; actions: number }) => {
      const { desk, screens } = service(length)
      return (await queriesOf(desk, () => screens[page](who, 'kamla-stay'))).filter(isRead)
    }
    const [short, long] = [await asked(few), await asked(many)]
    expect(long).toEqual(short)
    expect(long.length).toBeLessThan(60)
  })

  test('tells all of it, once', async () => {
    const { screens } = service(many)
    const seen = await screens.episode(priya, 'kamla-stay')
    const story = mergeStory(seen, '2026-11-23')
    const counted = Object.fromEntries(
      [...Map.groupBy(story, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]),
    )
    expect(counted).toEqual({
      huddle: 300,
      action: 50 * 6 + 10 * 2,
      calls: 10,
      hospital: 20,
      review: 10,
      course: 2,
    })
    expect(new Set(story.map(({ id }) => id)).size).toBe(story.length)
    const days = story.map(({ on }) => on)
    expect(days).toEqual(days.toSorted().toReversed())
  })
})

describe('whom they may be mixed up with', () => {
  test('people on the board only, by name; both pages name the other', async () => {
    const { desk, screens } = service()
    addPerson(desk, { id: 'meera', forename: 'Meera', surname: 'Chohan', reference: 'RB27050' })
    addPerson(desk, { id: 'gone', forename: 'Gita', surname: 'Chauhan' }, { state: 'ended' })
    const alike = async (id: string) => (await screens.episode(priya, id)).told.alike
    expect(await alike('kamla-stay')).toEqual([
      { episode: 'meera-stay', name: 'Meera Chohan', reference: 'RB27050', how: 'sounds alike' },
    ])
    expect((await alike('meera-stay')).map(({ name }) => name)).toEqual(['Kamla Chauhan'])
    expect(await alike('gone-stay')).toEqual([])
    const { rows } = await screens.board(priya)
    expect(rows.filter(({ nameAlike }) => nameAlike).map(({ name }) => name)).toEqual([
      'Kamla Chauhan',
      'Meera Chohan',
    ])
  })

  test('the prompts say which are reached', async () => {
    const { screens } = service()
    const { prompts } = (await screens.episode(priya, 'kamla-stay')).told
    expect(prompts.filter(({ reached }) => reached).map(({ day }) => day)).toEqual([7])
    expect(prompts.at(-1)).toEqual({ day: 42, reached: false, on: '2026-12-20' })
  })

  test('of a stay that is over they are those it reached; nobody reaches one before the first visit', async () => {
    const { desk, screens } = service()
    const set = (row: Partial<typeof episode.$inferInsert>) =>
      desk.storage.update(episode).set(row).where(eq(episode.id, 'kamla-stay')).run()
    const shown = async () => (await screens.episode(priya, 'kamla-stay')).told.prompts
    set({ state: 'ended', start: '2026-10-01', endedOn: '2026-10-10' })
    expect(await shown()).toEqual([{ day: 7, reached: true, on: '2026-10-07' }])
    set({ state: 'declined', endedOn: null })
    expect(await shown()).toEqual([])
    set({ state: 'accepted' })
    expect(await shown()).toEqual([])
    set({ start: '2026-11-24' })
    expect((await shown()).map(({ reached, on }) => [reached, on])).toContainEqual([false, '2026-11-30'])
  })
})

describe('everything kept about somebody, on paper', () => {
  test('is for those who lead, and is audited as what it is', async () => {
    const { desk, screens } = service()
    await expect(screens.storyPaper(priya, 'kamla-stay')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(screens.storyPaper(wall, 'kamla-stay')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(screens.storyPaper(mia, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    await screens.storyPaper(mia, 'kamla-stay')
    await screens.storyPaper(ada, 'kamla-stay')
    expect(auditTrail(desk)).toEqual([
      'print story not-allowed',
      'print story not-allowed',
      'print story not-found',
      'print story done',
      'print story done',
    ])
    const row = desk.storage.select().from(audit).where(eq(audit.colleague, mia.id)).all().at(-1)
    expect(row).toMatchObject({ thing: 'person', thingId: 'kamla' })
  })

  test('holds every field, every row that points to them, and nobody else’s', async () => {
    const { desk, screens } = service({ notes: 3, actions: 2 })
    const measures = { action: 'long-action-0', colleague: 'priya', at: '2026-11-20T10:00:00.000Z' }
    desk.storage
      .insert(actionMeasure)
      .values({ ...measures, name: 'user weight', value: '71' })
      .run()
    addAction(desk, { episode: 'dot-stay', huddle: 'today', title: 'Ring Dot’s son' })
    addPerson(desk, { id: 'okoro', surname: 'Walked' })
    desk.storage
      .update(episode)
      .set({ reason: 'Mrs Evans fell too' })
      .where(eq(episode.id, 'kamla-stay'))
      .run()
    const paper = await screens.storyPaper(mia, 'kamla-stay')
    expect(paper.person.fields).toContainEqual({ label: 'Telephone', value: '0116 496 0123' })
    expect(paper.person.nothing).toContain('Known as')
    expect(paper.stay.fields).toContainEqual({ label: 'Reason', value: 'Mrs Evans fell too' })
    const measured = paper.kept.find(({ words }) => words.startsWith('What was measured'))
    expect(measured?.rows).toEqual([
      [
        { label: 'Action', value: 'Rail 1 · Hall' },
        { label: 'Name', value: 'user weight' },
        { label: 'Value', value: '71' },
        { label: 'Colleague', value: 'Priya Shah' },
        { label: 'When', value: '20 Nov 2026, 10:00' },
      ],
    ])
    expect(JSON.stringify(paper)).not.toContain('Dot’s son')
    expect(paper).toMatchObject({ preparedBy: 'Mia Grant', otherStays: [], today: '2026-11-23' })
    // An ordinary word that is somebody’s name is asked about rather than missed.
    expect(paper.othersNamed).toEqual(['Walked'])
  })

  test('holds what caseload files left behind about them, in words, and nobody else’s', async () => {
    const { desk, screens } = service()
    const { storage } = desk
    const at = '2026-11-23T06:00:00.000Z'
    const facts = (one: string, calls: number) => JSON.stringify({ reference: one, callsPerDay: calls })
    const said = [
      { person: 'kamla', facts: facts('RB27010', 3) },
      { person: 'dot', facts: facts('RB27002', 7) },
    ]
    storage.insert(fileSaid).values(said).run()
    const run = { id: 'run', at, colleague: 'mia', fileName: 'Evans.csv', sha256: '', counts: '{}' }
    storage.insert(importRun).values(run).run()
    const change = (
      table: 'person' | 'episode' | 'file_said' | 'call_pattern',
      row: string,
      before: object,
      after: object,
    ) => ({
      ...{ run: 'run', table, row, before: JSON.stringify(before), after: JSON.stringify(after) },
    })
    const calls = storage.select().from(callPattern).where(eq(callPattern.episode, 'kamla-stay')).get()
    const changes = [
      change('person', 'kamla', { telephone: '0116 496 0100' }, { telephone: '0116 496 0123' }),
      change('person', 'dot', { telephone: '0116 496 0177' }, { telephone: '0116 496 0178' }),
      change('episode', 'kamla-stay', { ward: null }, { ward: 'Ward 31' }),
      change('file_said', 'kamla', { facts: facts('RB27010', 2) }, { facts: facts('RB27010', 3) }),
      { ...change('call_pattern', calls?.id ?? '', {}, {}), before: null },
    ]
    storage.insert(importChange).values(changes).run()
    const choice = { file: '3', board: '2', choice: 'file', chosenBy: 'mia', at } as const
    storage
      .insert(lineChoice)
      .values([
        { ...choice, person: 'kamla', field: 'callsPerDay' },
        { ...choice, person: 'dot', field: 'ward', file: 'Ward 99' },
      ])
      .run()
    const twin = { decision: 'apart', decidedBy: 'mia', at } as const
    storage
      .insert(twinDecision)
      .values([
        { ...twin, key: 'RB27010|RB99999' },
        { ...twin, key: 'RB270101|RB88888' },
      ])
      .run()
    const bytes = Buffer.from('Ref,Says\nRB27010,waits here\nRB27002,not theirs\n')
    storage.insert(heldFile).values({ id: 'held', name: 'caseload.csv', bytes, at }).run()

    const paper = await screens.storyPaper(mia, 'kamla-stay')
    const under = (start: string) =>
      paper.kept
        .find(({ words }) => words.startsWith(start))
        ?.rows.map((row) => row.map(({ value }) => value))
    const day = '23 Nov 2026, 06:00'
    expect(under('What the last caseload file said')).toEqual([['RB27010', '3']])
    expect(under('What the last caseload files changed')).toEqual([
      [day, 'The person', '0116 496 0100 → 0116 496 0123'],
      [day, 'This stay', 'nothing → Ward 31'],
      [day, 'What the file said', '2 → 3'],
      ...(calls ? [[day, 'Their calls: entered from the file, for the first time']] : []),
    ])
    expect(under('Which side was chosen')).toEqual([['Calls per day', '3', '2', 'file', 'Mia Grant', day]])
    expect(under('What was decided about entries')).toEqual([
      ['an entry like theirs is somebody else’s', 'Mia Grant', day],
    ])
    expect(under('Their lines in caseload files')).toEqual([[day, 'RB27010', 'waits here']])
    expect(JSON.stringify(paper)).not.toMatch(/RB99999|RB88888|RB27002|not theirs|Ward 99|496 017|Evans/)
    expect(paper.notHere).toHaveLength(3)
  })

  test('holds what was said of each later check, though those rows point to the check and not to them', async () => {
    const { desk, screens } = service()
    const check = { id: 'check-1', name: 'first', due: '2027-02-19' } as const
    const step = { laterCheck: 'check-1', colleague: 'priya', at: '2027-02-19T10:00:00.000Z' }
    desk.storage
      .insert(laterCheck)
      .values([
        { ...check, episode: 'kamla-stay' },
        { ...check, id: 'check-2', episode: 'dot-stay' },
      ])
      .run()
    desk.storage
      .insert(laterCheckStep)
      .values([
        { ...step, id: 'step-1', on: '2027-02-19', said: 'no answer' },
        { ...step, id: 'step-2', laterCheck: 'check-2', on: '2027-02-19', said: 'at home' },
      ])
      .run()
    const { kept } = await screens.storyPaper(mia, 'kamla-stay')
    expect(kept.find(({ words }) => words === 'What was said of each later check.')?.rows).toEqual([
      [
        { label: 'Later check', value: 'first check, due Fri 19 Feb 2027' },
        { label: 'When', value: '19 Feb 2027, 10:00' },
        { label: 'Colleague', value: 'Priya Shah' },
        { label: 'On day', value: '19 Feb 2027' },
        { label: 'Said', value: 'no answer' },
      ],
    ])
  })

  test('says which photos are kept, which a print does not show', async () => {
    const { desk, screens } = service()
    const raise = { colleague: 'priya', at: '2026-11-20T10:00:00.000Z', words: 'Top step is loose' }
    desk.storage
      .insert(raised)
      .values([
        { ...raise, id: 'raise-01', episode: 'kamla-stay', photo: 'p'.repeat(22), photoSha256: 'x' },
        { ...raise, id: 'raise-02', episode: 'kamla-stay' },
        { ...raise, id: 'raise-03', episode: 'dot-stay', photo: 'q'.repeat(22), photoSha256: 'x' },
      ])
      .run()
    const { photos } = await screens.storyPaper(mia, 'kamla-stay')
    expect(photos).toEqual([{ photo: 'p'.repeat(22), at: raise.at, words: raise.words }])
  })
})
