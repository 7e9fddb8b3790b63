import { createHash } from 'node:crypto'
import { desc } from 'drizzle-orm'
import type { Transaction } from '../storage/open.ts'
import { audit } from '../storage/ledger-schema.ts'

export interface AuditEntry {
  /** Instant, ISO UTC. */
  at: string
  colleague: string | null
  act: string
  thing: string
  thingId: string | null
  /** `done`, or the code of the problem it was refused with. */
  result: string
  /** Small facts, never free text about a person. */
  detail?: Record<string, string | number | boolean | null>
}

const firstHash = '0'.repeat(64)

/** Writes one audit row inside the act's own transaction, chained to the row before. */
export function record(tx: Transaction, entry: AuditEntry): void {
  const last = tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.sequence)).limit(1).get()
  const detail = JSON.stringify(entry.detail ?? {})
  const row = [entry.at, entry.colleague, entry.act, entry.thing, entry.thingId, entry.result, detail]
  const hash = createHash('sha256')
    .update(last?.hash ?? firstHash)
    .update(JSON.stringify(row))
    .digest('hex')
  tx.insert(audit)
    .values({ ...entry, detail, hash })
    .run()
}
