import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addAction,
  addClosedHuddle,
  auditTrail,
  cast,
  countQueries,
  noPhotos,
  rewritingThePast,
  smallService,
} from '../../../../tests/support/builders.ts'
import type { TestDesk } from '../../../../tests/support/builders.ts'
import { wrongWith } from '../../../../tests/support/fhir-r4.ts'
import { addDays } from '../../reablement/dates.ts'
import { joinExports } from '../join-exports.ts'
import { hospitalStay } from '../storage/course-schema.ts'
import { audit } from '../storage/ledger-schema.ts'
import { episode, huddleNote } from '../storage/schema.ts'

const { priya, wall } = cast
const base = 'https://board.example.org'
let desk: TestDesk
const exports = () => joinExports(desk, noPhotos)
const note = (huddle: string, text: string) =>
  rewritingThePast(desk, () =>
    desk.storage
      .insert(huddleNote)
      .values({ huddle, episode: 'kamla-stay', text, teams: '{}', authors: '["Priya Shah"]' })
      .run(),
  )

beforeEach(() => {
  desk = smallService()
  note('huddle-2026-11-20', 'Made her own tea. The key safe is by the back door. DNACPR is in place.')
  addAction(desk, { episode: 'kamla-stay', huddle: 'huddle-2026-11-20', owner: 'olu' })
  addAction(desk, { episode: 'dot-stay', huddle: 'huddle-2026-11-20', title: 'Ask Dot about shoes' })
  const stay = { id: 's', episode: 'kamla-stay', wentOn: '2026-11-12', backOn: '2026-11-14', at: '' }
  desk.storage.insert(hospitalStay).values(stay).run()
})
afterEach(() => desk.remove())

describe('an episode for another record', () => {
  test('as FHIR it is as the R4 schema has it, with everything of theirs and nobody else’s', async () => {
    const { name, text } = await exports().bundle(priya, 'kamla-stay', base)
    expect(name).toBe('episode-2026-11-23.fhir.json')
    const bundle = JSON.parse(text) as {
      resourceType: string
      entry: { resource: { resourceType: string } }[]
    }
    expect(wrongWith(bundle)).toEqual([])
    const types = bundle.entry.map(({ resource }) => resource.resourceType)
    expect(types).toEqual(['Patient', 'EpisodeOfCare', 'Task', 'Encounter'])
    expect(bundle.entry[1]?.resource).toMatchObject({
      status: 'active',
      managingOrganization: { display: 'Reablement' },
      statusHistory: [
        { status: 'active' },
        { status: 'onhold', period: { start: '2026-11-12', end: '2026-11-13' } },
        { status: 'active' },
      ],
    })
    expect(bundle.entry[3]?.resource).toMatchObject({ period: { start: '2026-11-20T09:30:00.000Z' } })
    expect(text).not.toMatch(/back door|DNACPR|Dot|shoes/)
  })

  test('as text there is one for each system, and the file says the same', async () => {
    const { name, texts } = await exports().texts(priya, 'kamla-stay')
    expect(name).toBe('Kamla Chauhan')
    expect(texts.map(({ into }) => into)).toEqual(['OneTouch', 'case record'])
    expect(texts[1]?.text).toContain(
      'Went in on Thursday 12 November 2026, back on Saturday 14 November 2026.',
    )
    expect(texts[1]?.text).toContain('Ring the daughter: Olu Adeyemi, Occupational therapy.')
    for (const { into, text } of texts) {
      expect(text).toContain('Made her own tea.')
      expect(text).not.toMatch(/back door|DNACPR|Dot|shoes/)
      expect((await exports().text(priya, 'kamla-stay', into)).text).toBe(text)
    }
  })

  test('an end whose outcome nobody kept is told by its day', async () => {
    const { storage } = desk
    storage
      .update(episode)
      .set({ state: 'ended', endedOn: '2026-11-22' })
      .where(eq(episode.id, 'kamla-stay'))
      .run()
    const { text } = await exports().text(priya, 'kamla-stay', 'case record')
    expect(text).toContain('HOW IT ENDED\nEnded on Sunday 22 November 2026.\n')
    const bundle = await exports().bundle(priya, 'kamla-stay', base)
    expect(bundle.text).toContain('"end": "2026-11-22"')
  })

  test('every export is in the audit with what it was; refused to screens, and of nobody', async () => {
    await exports().bundle(priya, 'kamla-stay', base)
    await exports().text(priya, 'kamla-stay', 'OneTouch')
    const rows = desk.storage.select().from(audit).all()
    expect(rows.map(({ colleague, thing, thingId, detail }) => [colleague, thing, thingId, detail])).toEqual([
      ['priya', 'person', 'kamla', '{"episode":"kamla-stay","as":"FHIR"}'],
      ['priya', 'person', 'kamla', '{"episode":"kamla-stay","as":"OneTouch"}'],
    ])
    await expect(exports().bundle(wall, 'kamla-stay', base)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(exports().texts(priya, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    expect(auditTrail(desk).slice(2)).toEqual(['export episode not-allowed', 'export episode not-found'])
  })

  test('is read in as many queries, however much was said and agreed', async () => {
    const counted = () => countQueries(desk, () => exports().bundle(priya, 'kamla-stay', base))
    const before = await counted()
    for (let day = 1; day <= 60; day += 1) {
      const huddle = addClosedHuddle(desk, addDays('2026-08-01', day))
      note(huddle, `Day ${String(day)} went well.`)
      addAction(desk, { episode: 'kamla-stay', huddle, title: `Task ${String(day)}` })
    }
    expect(await counted()).toBe(before)
    expect(before).toBeLessThan(40)
  })
})
