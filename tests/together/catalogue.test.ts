import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Faulty } from '#lib/reablement/catalogue-item.ts'
import type { WholeItem } from '#lib/reablement/catalogue-item.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import { joinCatalogue } from '#lib/server/join-catalogue.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { action, catalogueItem } from '#lib/server/storage/schema.ts'
import { addAction, addColleague, addHuddle, addPerson, cast, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

const { ada, priya, mia } = cast
let desk: TestDesk
let catalogue: ReturnType<typeof joinCatalogue>
const changed = vi.fn<() => void>()

beforeEach(() => {
  desk = emptyDesk()
  for (const one of [ada, priya, mia]) addColleague(desk, one)
  seedCatalogue(desk.storage)
  changed.mockReset()
  catalogue = joinCatalogue(desk, changed)
})
afterEach(() => desk.remove())

const stool = async (): Promise<WholeItem> => (await catalogue.item(ada, 'SEA-PST')).item
const looked = async (code: string) => ({ code, change: (await catalogue.item(ada, code)).change })
const results = (act: string) =>
  desk.storage
    .select({ result: audit.result })
    .from(audit)
    .where(eq(audit.act, act))
    .all()
    .map(({ result }) => result)
const file = (text: string | Uint8Array, name = 'catalogue.csv') => ({
  name,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
})

describe('an item', () => {
  test('is changed by an administrator: the history says who, when and what, and every desk hears of it', async () => {
    const before = await stool()
    const wish = { ...before, safeLoad: 160, aliases: [...before.aliases, 'bar stool'] }
    await catalogue.save(ada, await looked('SEA-PST'), wish)
    const { item, history } = await catalogue.item(priya, 'SEA-PST')
    expect(item).toMatchObject({ safeLoad: 160, measurements: before.measurements })
    expect(history).toMatchObject([{ by: 'Ada Lowe', at: '2026-11-23T09:20:00.000Z' }])
    expect(history[0]?.changes.map(({ heading, now }) => [heading, now])).toEqual([
      ['Other names', 'perching stool, perch, kitchen stool, high stool, bar stool'],
      ['Safe working load', '160 kg'],
    ])
    expect(changed).toHaveBeenCalledOnce()
  })

  test('saved as it stands leaves no history', async () => {
    expect(await catalogue.save(ada, await looked('SEA-PST'), await stool())).toMatchObject({
      changed: false,
    })
    expect((await catalogue.item(ada, 'SEA-PST')).history).toEqual([])
  })

  test('is refused with every field named, and nothing is half done', async () => {
    const given = { ...(await stool()), name: '', band: 'soon', first: 'NO-SUCH' }
    const refusal = await catalogue.save(ada, await looked('SEA-PST'), given).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Faulty)
    expect((refusal as Faulty).faults.map(({ field }) => field)).toEqual(['name', 'band'])
    expect(results('edit catalogue')).toEqual(['bad-input'])
    expect(changed).not.toHaveBeenCalled()
  })

  test('changed by somebody else meanwhile is not written over unseen', async () => {
    const seen = await looked('SEA-PST')
    await catalogue.save(ada, seen, { ...(await stool()), band: 'WD3' })
    const mine = { ...(await stool()), band: 'WD7' }
    await expect(catalogue.save(ada, seen, mine)).rejects.toMatchObject({ code: 'wrong-state' })
    await catalogue.save(ada, await looked('SEA-PST'), mine)
    expect((await stool()).band).toBe('WD7')
  })

  test('new ones have a code of their own', async () => {
    const given = { ...(await stool()), code: 'SEA-NEW', name: 'Saddle stool' }
    await catalogue.save(ada, { code: null, change: 0 }, given)
    expect((await catalogue.item(ada, 'SEA-NEW')).item.name).toBe('Saddle stool')
    await expect(catalogue.save(ada, { code: null, change: 0 }, given)).rejects.toThrow(
      'has this code already',
    )
  })

  test('an action, a kit or another item uses is never deleted; one nobody used is', async () => {
    const episode = addPerson(desk, { id: 'kamla', surname: 'Chauhan' })
    addAction(desk, {
      episode,
      huddle: addHuddle(desk),
      kind: 'equipment',
      item: 'WLK-STK',
      agreedBy: 'priya',
    })
    await expect(catalogue.remove(ada, 'WLK-STK')).rejects.toThrow('1 action asks for it. Retire it instead')
    await expect(catalogue.remove(ada, 'MIN-KEY')).rejects.toThrow(
      'It is in the kit In and out. It comes before',
    )
    await catalogue.remove(ada, 'SEA-RRC')
    await expect(catalogue.item(ada, 'SEA-RRC')).rejects.toMatchObject({ code: 'not-found' })
    seedCatalogue(desk.storage)
    await expect(catalogue.item(ada, 'SEA-RRC')).rejects.toMatchObject({ code: 'not-found' })
    expect(desk.storage.select().from(action).all()).toHaveLength(1)
  })

  test('is retired and taken back, each once', async () => {
    await catalogue.retire(ada, { code: 'SEA-PST', retired: true })
    await catalogue.retire(ada, { code: 'SEA-PST', retired: true })
    await catalogue.retire(ada, { code: 'SEA-PST', retired: false })
    const { history, item } = await catalogue.item(ada, 'SEA-PST')
    expect(history.map(({ changes }) => changes.map(({ now }) => now))).toEqual([['no'], ['yes']])
    expect(item.retired).toBe(false)
  })

  test('alarms whose answer needs a way in come after the key safe', async () => {
    expect((await catalogue.item(ada, 'TEC-PEN')).item.first).toBe('MIN-KEY')
  })
})

describe('how to use an item', () => {
  const polish = { item: 'SEA-PST', language: 'pl', text: 'Usiądź powoli.' }

  test('is there in English for what is asked for most, and says when to ring', async () => {
    const { howTo } = await catalogue.item(priya, 'SEA-PST')
    expect(howTo.map(({ language }) => language)).toEqual(['en'])
    expect(howTo[0]?.text).toContain('\n\nStop and ring us')
  })

  test('is written in another language, changed and taken away, and the history has each', async () => {
    await catalogue.writeHowTo(ada, polish)
    await catalogue.writeHowTo(ada, polish)
    await catalogue.writeHowTo(ada, { ...polish, text: '' })
    const { howTo, history } = await catalogue.item(ada, 'SEA-PST')
    expect(howTo.map(({ language }) => language)).toEqual(['en'])
    expect(
      history.flatMap(({ changes }) => changes.map(({ heading, was, now }) => [heading, was, now])),
    ).toEqual([
      ['How to use, Polish', 'Usiądź powoli.', ''],
      ['How to use, Polish', '', 'Usiądź powoli.'],
    ])
    expect(changed).toHaveBeenCalledTimes(3)
  })

  test('is an administrator’s to write, and never holds a key-safe code', async () => {
    await expect(catalogue.writeHowTo(priya, polish)).rejects.toMatchObject({ code: 'not-allowed' })
    const code = { ...polish, text: 'The key safe code is 4471' }
    await expect(catalogue.writeHowTo(ada, code)).rejects.toThrow('looks like a key-safe code')
  })
})

describe('a kit', () => {
  const night = async () => {
    const found = (await catalogue.whole(ada)).kits.find(({ name }) => name === 'Night')
    if (!found) throw new Error('no night kit')
    return found
  }

  test('is changed, and its history names what is in it', async () => {
    const { id } = await night()
    await catalogue.saveKit(ada, { id, name: 'Night', key: '9', items: ['MIN-LGT', 'TOI-COM'] })
    const after = await night()
    expect(after).toMatchObject({ key: '9', items: ['MIN-LGT', 'TOI-COM'] })
    expect(after.history[0]?.changes.map(({ heading }) => heading)).toEqual(['Key', 'What is in it'])
    expect(changed).toHaveBeenCalledOnce()
  })

  test('has a key no other kit has, and things that are there', async () => {
    const given = { name: 'Fire', key: '4', items: ['TEC-SMK', 'NO-SUCH'] }
    const refusal = await catalogue.saveKit(ada, given).catch((error: unknown) => error)
    expect((refusal as Faulty).faults.map(({ field }) => field)).toEqual(['items', 'key'])
  })

  test('retired leaves its key to others, and comes back only when it is free', async () => {
    const { id } = await night()
    await catalogue.retireKit(ada, { id, retired: true })
    await catalogue.saveKit(ada, { name: 'Fire', key: '6', items: ['TEC-SMK'] })
    await expect(catalogue.retireKit(ada, { id, retired: false })).rejects.toThrow(
      'The kit Fire has this key',
    )
  })
})

describe('the file', () => {
  const ours = () => file(readFileSync('src/lib/server/catalogue/equipment-catalogue.csv'))

  test('of the starter catalogue changes nothing, and says nothing is deleted', async () => {
    const preview = await catalogue.preview(ada, ours())
    expect(preview).toMatchObject({ faults: [], added: [], changed: [], same: 99, absent: 25 })
    expect(changed).not.toHaveBeenCalled()
  })

  test('of a system that knows no units leaves them as they are here', async () => {
    const text = readFileSync('src/lib/server/catalogue/equipment-catalogue.csv', 'utf8')
    const without = text.replace(/ \[[^\]]+\]/g, '')
    expect(without).not.toBe(text)
    expect(await catalogue.preview(ada, file(without))).toMatchObject({ faults: [], changed: [], same: 99 })
  })

  test('exported and imported again is the same, and never a formula', async () => {
    await catalogue.save(ada, await looked('SEA-PST'), { ...(await stool()), notes: '=1+1' })
    const text = await catalogue.csv(priya)
    expect(text.startsWith('\uFEFFcode,name,category,')).toBe(true)
    expect(text).toContain("'=1+1")
    expect(await catalogue.preview(ada, file(text))).toMatchObject({ changed: [], faults: [], absent: 0 })
  })

  test('is previewed field by field, then applied in one go: good rows in, bad ones named', async () => {
    const text = (await catalogue.csv(ada))
      .replace(/^SEA-PST,Perching stool with arms and back/m, 'SEA-PST,Perching stool')
      .replace(/^BTH-BRD,Bath board,equipment/m, 'BTH-BRD,Bath board,furniture')
      .concat('SEA-NEW,Saddle stool,equipment,seating,,,N,OT,P1,deliver,Y,ND,,OT,120,,N,,\r\n')
    const preview = await catalogue.preview(ada, file(text))
    expect(preview.added.map(({ code }) => code)).toEqual(['SEA-NEW'])
    expect(preview.changed).toMatchObject([
      {
        code: 'SEA-PST',
        changes: [{ heading: 'Name', was: 'Perching stool with arms and back', now: 'Perching stool' }],
      },
    ])
    expect(preview.faults.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^Line \d+ \(BTH-BRD\), category: Choose/),
    ])
    expect((await stool()).name).toBe('Perching stool with arms and back')
    await catalogue.apply(ada, file(text))
    expect((await stool()).name).toBe('Perching stool')
    expect((await catalogue.item(ada, 'SEA-NEW')).item.safeLoad).toBe(120)
    expect((await catalogue.item(ada, 'BTH-BRD')).item.kind).toBe('equipment')
    expect(changed).toHaveBeenCalledOnce()
  })

  test('brings what must come first, even when it stands further down', async () => {
    const text = [
      'code,name,category,group,permission_tier,typical_delivery_band,comes_after,check_max_user_weight,returnable',
      'NEW-A,Alarm A,care technology,alarm,CT,WD5,NEW-B,N,Y',
      'NEW-B,Safe B,minor adaptation,access,P1,WD3,,N,N',
    ].join('\n')
    await catalogue.apply(ada, file(text))
    expect((await catalogue.item(ada, 'NEW-A')).item).toMatchObject({ first: 'NEW-B', team: 'CT' })
  })

  test.each([
    ['name\nStool', 'no column “code”'],
    ['code,name\nSEA-PST,', 'Not one of its rows can be used'],
    ['', 'It is empty'],
  ])('%j cannot be used, in words', async (text, words) => {
    await expect(catalogue.apply(ada, file(text))).rejects.toThrow(words)
    expect(results('import catalogue')).toEqual(['unusable-file'])
  })
})

describe('who may', () => {
  test('colleagues and managers look and take the file, and change nothing', async () => {
    for (const who of [priya, mia]) {
      await catalogue.whole(who)
      await catalogue.csv(who)
      const refused = { code: 'not-allowed' }
      await expect(catalogue.retire(who, { code: 'SEA-PST', retired: true })).rejects.toMatchObject(refused)
      await expect(catalogue.save(who, { code: 'SEA-PST', change: 0 }, {})).rejects.toMatchObject(refused)
      await expect(catalogue.remove(who, 'SEA-RRC')).rejects.toMatchObject(refused)
      await expect(catalogue.saveKit(who, {})).rejects.toMatchObject(refused)
      await expect(catalogue.preview(who, file('code\nA'))).rejects.toMatchObject(refused)
    }
    const retired = desk.storage.select().from(catalogueItem).where(eq(catalogueItem.retired, true)).all()
    expect(retired).toEqual([])
  })
})
