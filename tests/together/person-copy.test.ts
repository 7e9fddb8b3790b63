import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyLines, CopyWords } from '#lib/reablement/person-copy.ts'
import { readCopy } from '#lib/server/board/read-copy.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import { joinCatalogue } from '#lib/server/join-catalogue.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { actionMeasure } from '#lib/server/storage/request-schema.ts'
import { action, catalogueItem } from '#lib/server/storage/schema.ts'
import { addAction, addColleague, addHuddle, addPerson, cast, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { ada, priya, wall } = cast
let desk: TestDesk
let episode: string

beforeEach(() => {
  desk = emptyDesk()
  for (const one of [ada, priya]) addColleague(desk, one)
  seedCatalogue(desk.storage)
  episode = addPerson(desk, { id: 'kamla', surname: 'Chauhan', language: 'Polish' })
  addPerson(desk, { id: 'jim', surname: 'Otherman' })
  const huddle = addHuddle(desk)
  const stool = { kind: 'equipment', item: 'SEA-PST', title: 'Stool like Jim Otherman’s' } as const
  const inside = { detail: 'ring Priya Shah', because: 'safeguarding raised', lastNote: 'Tom Reed has it' }
  addAction(desk, { episode, huddle, ...stool, ...inside, room: 'Kitchen', owner: 'priya' })
  addAction(desk, { episode, huddle, title: 'Chase the safeguarding meeting' })
  addAction(desk, { episode: 'jim-stay', huddle, ...stool, item: 'TEC-PEN' })
})
afterEach(() => desk.remove())

describe('a person’s copy', () => {
  test('has their name, their things and how to use them; nobody else, no colleague, nothing in anybody’s own hand', async () => {
    const seen = await readCopy(desk, priya, episode)
    expect(seen).toMatchObject({ name: 'Kamla Chauhan', language: 'pl', today: '2026-11-23', teams: [] })
    expect(Object.keys(seen.howTo)).toEqual(['SEA-PST'])
    expect(JSON.stringify(seen)).not.toMatch(/Otherman|Shah|Tom Reed|[Ss]afeguard|TEC-PEN/)
    const { coming, inside } = copyLines(seen.actions, new CopyWords('pl', {}), seen.today)
    expect(coming.map(({ what }) => what.text)).toEqual([
      'Perching stool with arms and back, for the kitchen',
    ])
    expect(inside).toBe(1)
  })

  test('says that somebody comes to measure, until everything is measured', async () => {
    const { storage } = desk
    const asks = { measurements: 'seat height [cm 35-65]', checkWeight: true }
    storage.update(catalogueItem).set(asks).where(eq(catalogueItem.code, 'SEA-PST')).run()
    storage.update(action).set({ measureOn: '2026-11-24', byUs: true }).run()
    const planned = async () =>
      (await readCopy(desk, priya, episode)).actions.find(({ item }) => item !== null)
    expect(await planned()).toMatchObject({ measureOn: '2026-11-24', byUs: true })
    const id = (await planned())?.id ?? ''
    const measure = (name: string, value: string) =>
      storage.insert(actionMeasure).values({ action: id, name, value, colleague: 'priya', at: '' }).run()
    measure('user weight', '78')
    expect(await planned()).toMatchObject({ measureOn: '2026-11-24' })
    measure('seat height', '48')
    expect(await planned()).toMatchObject({ measureOn: null })
  })

  test('has the numbers an administrator entered, of the teams something was agreed with, and no other', async () => {
    const { saveCopySettings } = joinCatalogue(desk, () => undefined)
    const teams = { OT: '0116 496 0122', CT: '0116 496 0111', MA: '' }
    await saveCopySettings(ada, { telephone: '0116 496 0100', hours: '', teams })
    await saveCopySettings(ada, { translations: { pl: { title: 'Co uzgodniliśmy' } } })
    await saveCopySettings(ada, { translations: { so: { title: 'Waxa' } } })
    const seen = await readCopy(desk, priya, episode)
    expect(seen.teams).toEqual([{ name: 'Occupational therapy', telephone: '0116 496 0122' }])
    expect(seen.settings).toMatchObject({ telephone: '0116 496 0100', translations: { pl: {}, so: {} } })
    await expect(saveCopySettings(priya, { telephone: '999' })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(saveCopySettings(ada, { telephone: 'ask Tom' })).rejects.toThrow('Give a telephone number')
  })

  test('is audited as a look at the person, and no screen may look', async () => {
    await readCopy(desk, priya, episode)
    await expect(readCopy(desk, wall, episode)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(readCopy(desk, priya, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    const looks = desk.storage.select().from(audit).where(eq(audit.act, 'view person')).all()
    expect(looks.map(({ result, thingId }) => [result, thingId])).toEqual([
      ['done', 'kamla'],
      ['not-allowed', 'kamla'],
      ['not-found', null],
    ])
  })
})
