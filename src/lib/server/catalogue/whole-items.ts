import { asc, eq } from 'drizzle-orm'
import type { WholeItem } from '../../reablement/catalogue-item.ts'
import { readMeasurements, writeMeasurements } from '../../reablement/measurement.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem, team } from '../storage/schema.ts'

type Row = typeof catalogueItem.$inferSelect

/** Everything there is in the catalogue, retired items too, by name. One query. */
export function wholeItems(tx: Transaction): WholeItem[] {
  return tx.select().from(catalogueItem).orderBy(asc(catalogueItem.name)).all().map(itemOf)
}

/** One item by its code. @throws Problem 'not-found'. */
export function wholeItem(tx: Transaction, code: string): WholeItem {
  const row = tx.select().from(catalogueItem).where(eq(catalogueItem.code, code)).get()
  if (!row) throw new Problem('not-found')
  return itemOf(row)
}

function itemOf(row: Row): WholeItem {
  return {
    ...row,
    aliases: row.aliases.split('|').filter((alias) => alias !== ''),
    measurements: readMeasurements(row.measurements),
  }
}

/** An item as its row. */
export function rowOf(item: WholeItem): Row {
  return {
    ...item,
    aliases: item.aliases.join('|'),
    measurements: writeMeasurements(item.measurements),
  }
}

/** The codes of the service's teams. */
export function teamCodes(tx: Transaction): string[] {
  return tx
    .select({ code: team.code })
    .from(team)
    .all()
    .map(({ code }) => code)
}
