import { createHash } from 'node:crypto'
import { asc } from 'drizzle-orm'
import type { Storage } from '../storage/open.ts'
import { audit } from '../storage/ledger-schema.ts'

/**
 * Walks the whole chain. Returns the sequence of the first row that does not fit, or null when all do.
 * A cut tail cannot be seen from the rows alone: keep the last hash elsewhere for that.
 */
export function firstBrokenRow(storage: Storage): number | null {
  let hash = '0'.repeat(64)
  for (const row of storage.select().from(audit).orderBy(asc(audit.sequence)).all()) {
    const facts = [row.at, row.colleague, row.act, row.thing, row.thingId, row.result, row.detail]
    hash = createHash('sha256').update(hash).update(JSON.stringify(facts)).digest('hex')
    if (hash !== row.hash) return row.sequence
  }
  return null
}
