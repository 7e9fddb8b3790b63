import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { howToInput } from '#lib/reablement/how-to-use.ts'
import { kitInput } from '#lib/reablement/kits.ts'
import { seedCatalogue } from '#lib/server/catalogue/seed.ts'
import { joinCatalogue } from '#lib/server/join-catalogue.ts'
import { catalogueChange } from '#lib/server/storage/kit-schema.ts'
import { audit } from '#lib/server/storage/ledger-schema.ts'
import { addColleague, cast, emptyDesk } from '../support/builders.ts'
import type { TestDesk } from '../support/builders.ts'

/** How things are used, and the kits, in the catalogue's file. */

const { ada } = cast
let desk: TestDesk
let catalogue: ReturnType<typeof joinCatalogue>
const changed = vi.fn<() => void>()

beforeEach(() => {
  desk = emptyDesk()
  addColleague(desk, ada)
  seedCatalogue(desk.storage)
  changed.mockReset()
  catalogue = joinCatalogue(desk, changed)
})
afterEach(() => desk.remove())

const file = (...lines: string[]) => ({
  ...{ name: 'catalogue.csv', bytes: new TextEncoder().encode(lines.join('\r\n')) },
})
const kit = async (name: string) => (await catalogue.whole(ada)).kits.find((one) => one.name === name)
const english = async (code: string) =>
  (await catalogue.item(ada, code)).howTo.find(({ language }) => language === 'en')?.text
const history = () => desk.storage.select().from(catalogueChange).all()

const unchanged = { faults: [], added: [], changed: [], kits: [], kitsStay: [], absent: 0 }

describe('how a thing is used', () => {
  const lines = [
    'code,how_to_use',
    'SEA-PST,"Sit ""slowly"", then\n\n\'- stand up, slowly"',
    'TOI-FRS,',
    'REF-MED,Ask us.',
  ]

  test('is said to change, not in full, and then kept with its lines and its history', async () => {
    const { changed: said } = await catalogue.preview(ada, file(...lines))
    expect(said.map(({ code, changes }) => [code, changes.map(({ was, now }) => [was, now])])).toEqual([
      ['SEA-PST', [['a text', 'changed']]],
      ['TOI-FRS', [['a text', '']]],
      ['REF-MED', [['', 'Ask us.']]],
    ])
    expect(history()).toEqual([])

    await catalogue.writeHowTo(ada, { item: 'SEA-PST', language: 'pl', text: 'Usiądź.' })
    await catalogue.apply(ada, file(...lines))
    expect(await english('SEA-PST')).toBe('Sit "slowly", then\n\n\'- stand up, slowly')
    expect([await english('TOI-FRS'), await english('REF-MED')]).toEqual([undefined, 'Ask us.'])
    const { howTo, history: told } = await catalogue.item(ada, 'SEA-PST')
    expect(howTo).toContainEqual({ language: 'pl', text: 'Usiądź.' })
    expect(told[0]).toMatchObject({ by: 'Ada Lowe', changes: [{ heading: 'How to use, English' }] })
    expect(history().map(({ what }) => what)).toEqual(Array(4).fill('how to use'))
    expect(await catalogue.preview(ada, file(...lines))).toMatchObject({ changed: [], same: 3 })
  })
})

describe('kits', () => {
  test('change whole, a new one has the first free key, and what a file does not speak of stays', async () => {
    const lines = ['code,kits', 'MIN-LGT,Night 1', 'TOI-COM,Night 2|Falls 2', 'TEC-SMK,Falls 1']
    const preview = await catalogue.preview(ada, file(...lines))
    expect(preview).toMatchObject({ faults: [], changed: [], same: 3, kitsStay: [] })
    expect(preview.kits.map(({ name, key, isNew, now }) => [name, key, isNew, now.length])).toEqual([
      ['Night', '6', false, 3],
      ['Falls', '9', true, 2],
    ])
    expect(preview.kits[0]?.was[0]).toBe('Commode, static, height-adjustable')
    expect(await kit('Falls')).toBeUndefined()

    await catalogue.apply(ada, file(...lines))
    expect(await kit('Night')).toMatchObject({ key: '6', items: ['MIN-LGT', 'TOI-COM', 'BED-LEV'] })
    expect(await kit('Falls')).toMatchObject({ key: '9', items: ['TEC-SMK', 'TOI-COM'] })
    expect((await kit('Night'))?.history[0]).toMatchObject({ by: 'Ada Lowe' })
    expect(history().map(({ what }) => what)).toEqual(['kit', 'kit'])
    expect(changed).toHaveBeenCalledOnce()
    const kept = desk.storage.select().from(audit).all()
    expect(kept.map(({ act, result }) => [act, result])).toContainEqual(['import catalogue', 'done'])
  })

  test('an order against what comes first is asked about, and put in order when that is wished', async () => {
    const wish = file('code,kits', 'TEC-PEN,In and out 3|Alarm 1', 'MIN-KEY,Alarm 2|In and out 1')
    const { kits } = await catalogue.preview(ada, wish)
    expect(kits).toMatchObject([
      {
        order: ['Key safe comes before Digital alarm unit with neck pendant.'],
        ordered: ['Key safe', 'Digital alarm unit with neck pendant'],
      },
    ])
    const done = await catalogue.apply(ada, wish, true)
    expect(done.kits).toMatchObject([
      { now: ['Key safe', 'Digital alarm unit with neck pendant'], order: [], ordered: null },
    ])
    expect((await kit('Alarm'))?.items).toEqual(['MIN-KEY', 'TEC-PEN'])
    // As in the app it may also stand as it is given.
    await catalogue.apply(ada, wish)
    expect((await kit('Alarm'))?.items).toEqual(['TEC-PEN', 'MIN-KEY'])
  })

  test('a row that cannot be used leaves its kits as they are, and a kit is never emptied', async () => {
    const wish = file(
      ...['code,team,kits', 'TOI-COM,OT,Night 3', 'BED-LEV,ZZ,Night 1'],
      ...['TEC-REM,CT,', 'REF-MED,,', 'SEA-PST,OT,Kitchen', 'WLK-TRO,OT,Kitchen 1'],
    )
    const { faults, kits, kitsStay } = await catalogue.preview(ada, wish)
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'team'],
      [6, 'kits'],
    ])
    expect(kits).toEqual([])
    expect(kitsStay).toEqual([
      'Kitchen stays as it is: line 6 is left out.',
      'Night stays as it is: line 3 is left out.',
      expect.stringContaining('Medicines would be empty: it stays'),
    ])
    await catalogue.apply(ada, wish)
    expect(history()).toEqual([])
  })

  test('a new kit is refused when no key is left', async () => {
    await catalogue.saveKit(ada, { name: 'Falls', key: '9', items: ['TEC-SMK'] })
    const { faults } = await catalogue.preview(ada, file('code,kits', 'TEC-SMK,Fire 1|Falls 1'))
    expect(faults.map(({ words }) => words)).toEqual([
      'Line 2 (TEC-SMK), kits: there is no key left for the kit Fire: 4 to 9 are taken. Retire a kit first, or leave it out.',
    ])
  })

  test('two that are offered never have one name, or a file could not tell them apart', async () => {
    const given = { name: 'night ', key: '9', items: ['TEC-SMK'] }
    await expect(catalogue.saveKit(ada, given)).rejects.toThrow('Another kit has this name.')
    await expect(catalogue.saveKit(ada, { ...given, name: 'A|B 1' })).rejects.toThrow('Leave | out')
  })
})

describe('exported and imported again', () => {
  const signs = [
    '"',
    ',',
    '\n',
    '\r\n',
    "'",
    '=',
    '+',
    '-',
    '@',
    '|',
    ';',
    '\t',
    ' ',
    '＝',
    '\u200B',
    'é',
    'a',
    '7',
  ]
  const text = fc.string({ unit: fc.constantFrom(...signs), maxLength: 30 })
  const fits = (given: string) => howToInput.shape.text.safeParse(given).success
  const name = text.filter(
    (given) => kitInput.shape.name.safeParse(given).success && !/^(night|kitchen)$/i.test(given.trim()),
  )
  const codes = fc.shuffledSubarray(['SEA-PST', 'MIN-KEY', 'TEC-PEN', 'REF-MED', 'BTH-BRD'], { minLength: 1 })

  test('nothing changes, whatever stands in it', async () => {
    const { id } = (await kit('Night')) ?? { id: '' }
    await fc.assert(
      fc.asyncProperty(
        text.filter(fits),
        text.filter(fits),
        name,
        codes,
        async (how, notes, named, items) => {
          await catalogue.writeHowTo(ada, { item: 'SEA-PST', language: 'en', text: how })
          await catalogue.saveKit(ada, { id, name: named, key: '6', items })
          const { item, change } = await catalogue.item(ada, 'SEA-PST')
          await catalogue.save(ada, { code: 'SEA-PST', change }, { ...item, notes })
          const bytes = new TextEncoder().encode(await catalogue.csv(ada))
          expect(await catalogue.preview(ada, { name: 'catalogue.csv', bytes })).toMatchObject(unchanged)
          const before = history().length
          await catalogue.apply(ada, { name: 'catalogue.csv', bytes })
          expect(history()).toHaveLength(before)
        },
      ),
      { numRuns: 60 },
    )
  })
})
