import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { howToInput } from '../../reablement/how-to-use.ts'
import { startingKits as kits } from '../../reablement/kits.ts'
import { kit, kitItem } from '../storage/kit-schema.ts'
import { openStorage } from '../storage/open.ts'
import { catalogueItem, setting, team } from '../storage/schema.ts'
import { readKits } from './kits.ts'
import { readCatalogue } from './read.ts'
import { startingHowTo } from './rows.ts'
import { seedCatalogue } from './seed.ts'

function seeded() {
  const storage = openStorage(join(mkdtempSync(join(tmpdir(), 'perch-')), 'perch.db'))
  seedCatalogue(storage)
  return storage
}

describe('the starter catalogue', () => {
  test('has the 99 items of the file and the referrals the service knows', () => {
    const all = readCatalogue(seeded())
    const ofKind = (kind: string) => all.filter((item) => item.kind === kind).length
    expect(all.filter((item) => item.kind !== 'referral')).toHaveLength(99)
    expect([ofKind('equipment'), ofKind('adaptation'), ofKind('care technology')]).toEqual([64, 16, 19])
    expect(ofKind('referral')).toBeGreaterThanOrEqual(14)
  })

  test('has everything that is in a kit', () => {
    const codes = readCatalogue(seeded()).map(({ code }) => code)
    expect(kits.flatMap(({ items }) => items).filter((code) => !codes.includes(code))).toEqual([])
  })

  test.each([
    ['SEA-PST', 'Perching stool with arms and back', 'equipment', 'ND', 'OT'],
    ['MIN-KEY', 'Key safe', 'adaptation', 'WD3', 'MA'],
    ['TEC-FAL', 'Worn fall detector', 'care technology', 'WD5', 'CT'],
    ['REF-CAA', 'Care Act assessment', 'referral', 'WD5', 'SW'],
    ['REF-SWV', 'Safe and well visit', 'referral', 'WD5', 'RP'],
  ])('%s is %s: %s, %s, for %s', (code, name, kind, band, team) => {
    const found = readCatalogue(seeded()).find((item) => item.code === code)
    expect(found).toMatchObject({ code, name, kind, band, team })
  })

  test('brings an older database its kits and what comes first, and leaves it what it had', () => {
    const storage = seeded()
    storage.delete(setting).run()
    storage.delete(kitItem).run()
    storage.delete(kit).run()
    storage
      .update(catalogueItem)
      .set({ first: null, band: 'SD' })
      .where(eq(catalogueItem.code, 'TEC-PEN'))
      .run()
    seedCatalogue(storage)
    expect(readKits(storage).map(({ items }) => items)).toEqual(kits.map(({ items }) => items))
    const pendant = storage.select().from(catalogueItem).where(eq(catalogueItem.code, 'TEC-PEN')).get()
    expect(pendant).toMatchObject({ first: 'MIN-KEY', band: 'SD' })
  })

  test('says how the forty commonest things are used, and everything in a kit but referrals', () => {
    const told = startingHowTo().map(({ item }) => item)
    expect(told.length).toBeGreaterThanOrEqual(40)
    const items = kits.flatMap((one) => one.items).filter((code) => !code.startsWith('REF-'))
    expect(items.filter((code) => !told.includes(code))).toEqual([])
    for (const { text } of startingHowTo())
      expect(howToInput.safeParse({ item: 'A', language: 'en', text }).success).toBe(true)
  })

  test('aliases are what staff type', () => {
    const found = readCatalogue(seeded()).find((item) => item.code === 'TOI-COM')
    expect(found?.aliases).toEqual(['comode', 'bedside commode', 'toilet chair'])
  })

  test('what an administrator changed stays, and retired items are not offered', () => {
    const storage = seeded()
    storage.update(catalogueItem).set({ band: 'SD' }).where(eq(catalogueItem.code, 'SEA-PST')).run()
    storage.update(catalogueItem).set({ retired: true }).where(eq(catalogueItem.code, 'BTH-BRD')).run()
    storage.delete(catalogueItem).where(eq(catalogueItem.code, 'REF-BEF')).run()
    seedCatalogue(storage)
    const codes = new Map(readCatalogue(storage).map((item) => [item.code, item.band]))
    expect(codes.get('SEA-PST')).toBe('SD')
    expect([codes.has('BTH-BRD'), codes.has('REF-BEF')]).toEqual([false, false])
    expect(storage.select().from(team).all()).toHaveLength(6)
  })
})
