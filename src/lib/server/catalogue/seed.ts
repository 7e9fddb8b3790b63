import { and, eq, isNull } from 'drizzle-orm'
import { startingKits } from '../../reablement/kits.ts'
import { startingTeams } from '../../reablement/team.ts'
import { howToUse, kit, kitItem } from '../storage/kit-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { catalogueItem, setting, team } from '../storage/schema.ts'
import { startingCatalogue, startingFirst, startingHowTo } from './rows.ts'

/** Raised when there is more to start with: what a database has of it already stays as an administrator left it. */
const startsWith = 1
const settingKey = 'starting catalogue'

/**
 * Puts the starter catalogue, its kits, how its things are used, and the six teams its items go to, into the database, once: what an
 * administrator deletes stays deleted, and what is there already stays as they left it. May run at every start.
 */
export function seedCatalogue(storage: Storage): void {
  storage.transaction(
    (tx) => {
      if (seededSoFar(tx) >= startsWith) return
      for (const [position, starting] of startingTeams.entries()) {
        tx.insert(team)
          .values({ ...starting, position })
          .onConflictDoNothing()
          .run()
      }
      for (const row of startingCatalogue()) tx.insert(catalogueItem).values(row).onConflictDoNothing().run()
      for (const { code, first } of startingFirst) {
        const unsaid = and(eq(catalogueItem.code, code), isNull(catalogueItem.first))
        tx.update(catalogueItem).set({ first }).where(unsaid).run()
      }
      seedKits(tx)
      seedHowTo(tx)
      const value = JSON.stringify(startsWith)
      tx.insert(setting)
        .values({ key: settingKey, value })
        .onConflictDoUpdate({ target: setting.key, set: { value } })
        .run()
    },
    { behavior: 'immediate' },
  )
}

function seededSoFar(tx: Transaction): number {
  const row = tx.select().from(setting).where(eq(setting.key, settingKey)).get()
  return row ? Number(JSON.parse(row.value)) : 0
}

function seedHowTo(tx: Transaction): void {
  const at = new Date(0).toISOString()
  const rows = startingHowTo().map(({ item, text }) => ({ item, text, language: 'en', at, colleague: null }))
  tx.insert(howToUse).values(rows).onConflictDoNothing().run()
}

function seedKits(tx: Transaction): void {
  for (const [position, { items, ...named }] of startingKits.entries()) {
    tx.insert(kit)
      .values({ ...named, position })
      .run()
    tx.insert(kitItem)
      .values(items.map((item, place) => ({ kit: named.id, position: place, item })))
      .run()
  }
}
