import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { undoWithin } from '../../reablement/action.ts'
import { digestLines, formsOf, isTakenBack } from '../../reablement/outgoing.ts'
import type { ChannelKind, Form } from '../../reablement/outgoing.ts'
import { delivery } from '../storage/dispatch-schema.ts'
import { newId } from '../storage/id.ts'
import { outbox } from '../storage/ledger-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { action, huddle } from '../storage/schema.ts'
import { channelsOn } from './channels.ts'

/**
 * How long what was agreed stays in the outbox, in milliseconds: whoever agreed it can undo it meanwhile, and what was
 * undone never leaves. A little longer than it can be undone.
 */
export const leavesAfter = undoWithin + 3_000
/** Rows taken in one transaction: a database from before there were channels may hold thousands. */
const atOnce = 100

type OutboxRow = typeof outbox.$inferSelect & { urgent: boolean | null }

/** Is there anything the worker would take or digest now? Asked before a transaction is begun for nothing. */
export function isAnythingToTake(storage: Storage, now: Date): boolean {
  const waiting = storage.select({ id: outbox.id }).from(outbox).where(ripe(now)).limit(1).get()
  return waiting !== undefined || lateClosings(storage, now).length > 0
}

/**
 * Takes what may leave out of the outbox, in the order it was written: for each channel of its team that is on a
 * delivery of its own, or a part of the next digest. In the same transaction the row is marked as taken, so that a
 * crash takes it once. Returns whether there may be more.
 */
export function takeFromOutbox(tx: Transaction, now: Date): boolean {
  const rows = tx
    .select({ row: outbox, urgent: action.urgent })
    .from(outbox)
    .leftJoin(action, eq(action.id, outbox.action))
    .where(ripe(now))
    .orderBy(asc(outbox.at), sql`${outbox}.rowid`)
    .limit(atOnce)
    .all()
  const on = Map.groupBy(channelsOn(tx), ({ team }) => team)
  const at = now.toISOString()
  const together: Part[] = []
  for (const { row, urgent } of rows)
    for (const one of on.get(row.team) ?? []) together.push(...deliverBy(tx, at, { ...row, urgent }, one))
  const taken = rows.map(({ row }) => row.id)
  tx.update(outbox).set({ sentAt: at }).where(inArray(outbox.id, taken)).run()
  for (const parts of Map.groupBy(together, keyOf).values()) putTogether(tx, at, parts)
  return rows.length === atOnce
}

function ripe(now: Date) {
  return and(isNull(outbox.sentAt), lte(outbox.at, new Date(now.getTime() - leavesAfter).toISOString()))
}

function deliverBy(
  tx: Transaction,
  at: string,
  row: OutboxRow,
  { id: channel, kind }: { id: string; kind: ChannelKind },
): Part[] {
  // Only a mail needs to know what it has said before.
  const asks = kind === 'mail' && isTakenBack(row.topic) && row.action !== null
  const before = asks ? statesOf(tx, channel, row.action ?? '') : []
  const forms = formsOf(kind, row.topic, {
    urgent: row.urgent ?? false,
    gathered: before.includes('gathered'),
    told: before.some((state) => state !== 'gathered' && state !== 'let go'),
  })
  const part = { channel, outbox: row.id, topic: row.topic }
  for (const form of forms) if (form !== 'together') putDelivery(tx, at, { ...part, form })
  return forms.includes('together') ? [{ ...part, at: row.at }] : []
}

/** One of several that leave by a channel at once: what was told at the same look. */
interface Part {
  channel: string
  outbox: string
  topic: string
  /** The look's instant. */
  at: string
}

function keyOf({ channel, topic, at }: Part): string {
  return `${channel} ${topic} ${at}`
}

/** One delivery with its parts. */
function putTogether(tx: Transaction, at: string, parts: readonly Part[]): void {
  const [first] = parts
  if (!first) return
  const { channel, topic } = first
  const digest = putDelivery(tx, at, { channel, outbox: null, topic, form: 'single' })
  const often = { madeAt: at, since: at, nextAt: at, endedAt: at }
  for (const part of parts)
    tx.insert(delivery)
      .values({ id: newId(), channel, topic, outbox: part.outbox, digest, state: 'in digest', ...often })
      .run()
}

function statesOf(tx: Transaction, channel: string, of: string): string[] {
  return tx
    .select({ state: delivery.state })
    .from(delivery)
    .innerJoin(outbox, eq(outbox.id, delivery.outbox))
    .where(and(eq(delivery.channel, channel), eq(outbox.action, of)))
    .all()
    .map(({ state }) => state)
}

/** Writes one delivery; it is due at once, or waits to be digested. Returns its id. */
export function putDelivery(
  tx: Transaction,
  at: string,
  { form, ...of }: { channel: string; outbox: string | null; topic: string; form: Exclude<Form, 'together'> },
): string {
  const id = newId()
  const state = form === 'gathered' ? 'gathered' : 'waiting'
  tx.insert(delivery)
    .values({ id, ...of, state, madeAt: at, since: at, nextAt: at })
    .run()
  return id
}

/** What is gathered at a channel for the close of one huddle. */
interface Gathering {
  channel: string
  closedAt: string
  steps: { id: string; topic: string; action: string }[]
}

/** What was gathered before a huddle that has closed, once nothing of before its close can still come. */
function lateClosings(reader: Pick<Storage, 'select'>, now: Date): Gathering[] {
  const rows = reader
    .select({
      id: delivery.id,
      channel: delivery.channel,
      ...{ at: outbox.at, topic: outbox.topic, action: outbox.action },
    })
    .from(delivery)
    .innerJoin(outbox, eq(outbox.id, delivery.outbox))
    .where(eq(delivery.state, 'gathered'))
    .orderBy(asc(delivery.sequence))
    .all()
  const [first] = rows.map(({ at }) => at).sort()
  if (first === undefined) return []
  const closings = closingsBetween(reader, first, new Date(now.getTime() - leavesAfter).toISOString())
  const found = new Map<string, Gathering>()
  for (const { id, channel, at, topic, action: of } of rows) {
    const closedAt = closings.find((instant) => instant >= at)
    if (closedAt === undefined) continue
    const key = `${channel} ${closedAt}`
    const gathering = found.get(key) ?? { channel, closedAt, steps: [] }
    gathering.steps.push({ id, topic, action: of ?? '' })
    found.set(key, gathering)
  }
  return [...found.values()].sort((a, b) => (a.closedAt < b.closedAt ? -1 : 1))
}

function closingsBetween(reader: Pick<Storage, 'select'>, from: string, to: string): string[] {
  return reader
    .select({ closedAt: huddle.closedAt })
    .from(huddle)
    .where(and(sql`${huddle.closedAt} >= ${from}`, lte(huddle.closedAt, to)))
    .orderBy(asc(huddle.closedAt))
    .all()
    .flatMap(({ closedAt }) => (closedAt === null ? [] : [closedAt]))
}

/**
 * Makes one digest a channel and closed huddle of what was gathered. When all of it came and went within the huddle
 * nothing is sent.
 */
export function makeDigests(tx: Transaction, now: Date): void {
  const at = now.toISOString()
  for (const { channel, steps } of lateClosings(tx, now)) {
    const told = digestLines(steps).length > 0
    const digest = told
      ? putDelivery(tx, at, { channel, outbox: null, topic: 'digest', form: 'single' })
      : null
    const ids = steps.map(({ id }) => id)
    tx.update(delivery)
      .set({ state: told ? 'in digest' : 'let go', digest, endedAt: at })
      .where(inArray(delivery.id, ids))
      .run()
  }
}
