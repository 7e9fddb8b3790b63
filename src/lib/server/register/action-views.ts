import { asc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { openStates } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import { measurementsOf } from '../../reablement/measurement.ts'
import { Problem } from '../../reablement/problem.ts'
import { beforeLast, isAlarm } from '../../reablement/request.ts'
import type { ActionFacts, Measured, StepBetween } from '../../reablement/request.ts'
import type { Waits } from '../../reablement/telling.ts'
import type { Storage } from '../storage/open.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, actionEvent, catalogueItem, colleague, huddle } from '../storage/schema.ts'
import { toldAt, waitsSince } from '../storage/waits.ts'

/** Anything that can be asked: the storage itself or a transaction on it. */
export type Reader = Pick<Storage, 'select'>

export const owner = alias(colleague, 'owner')
export const agreer = alias(colleague, 'agreer')

const measurer = alias(colleague, 'measurer')
const stayer = alias(colleague, 'stayer')

/** JSON array of what was measured, and of the steps it took, oldest first: with the row, not a query for each. */
const measuresOf = sql<string>`(select json_group_array(json_object('name', m.name, 'value', m.value))
  from ${actionMeasure} m where m.action = ${action.id})`
const stepsOf = sql<string>`(select json_group_array(json_object('act', e.act, 'from', e.from_state, 'to', e.to_state))
  from (select act, from_state, to_state from ${actionEvent} where action = ${action.id} order by at, rowid) e)`

/** What a query must select so that `asView` can show it: join as `joined` does. */
export const viewColumns = {
  action,
  ownerName: owner.name,
  agreerName: agreer.name,
  huddleDate: huddle.date,
  measurerName: sql<
    string | null
  >`(select ${measurer.name} from ${colleague} measurer where ${measurer.id} = ${action.measureBy})`,
  staysByName: sql<
    string | null
  >`(select ${stayer.name} from ${colleague} stayer where ${stayer.id} = ${action.staysBy})`,
  item: {
    measurements: catalogueItem.measurements,
    checkWeight: catalogueItem.checkWeight,
    returnable: catalogueItem.returnable,
    supply: catalogueItem.supply,
    safeLoad: catalogueItem.safeLoad,
    tier: catalogueItem.tier,
  },
  measures: measuresOf,
  steps: stepsOf,
  waitsSince,
  toldAgain: toldAt('again'),
  toldLead: toldAt('lead'),
}

/** A row of such a query. */
export interface ViewRow {
  action: typeof action.$inferSelect
  ownerName: string | null
  agreerName: string
  huddleDate: string
  measurerName: string | null
  staysByName: string | null
  item: Pick<
    typeof catalogueItem.$inferSelect,
    'measurements' | 'checkWeight' | 'returnable' | 'supply' | 'safeLoad' | 'tier'
  > | null
  measures: string
  steps: string
  waitsSince: string
  toldAgain: string | null
  toldLead: string | null
}

/** The row as screens show it. */
export function asView(found: ViewRow): ActionView {
  const { action: row, ownerName, agreerName, huddleDate } = found
  const { id, episode, kind, item, title, quantity, room, detail, team, due, state, agreedAt, lastNote } = row
  const { escalatedAt, settledAt, urgent, because } = row
  return {
    ...{ id, episode, kind, item, title, quantity, room, detail, team },
    owner: row.owner === null ? null : { id: row.owner, name: ownerName ?? '' },
    ...{ due, state, agreedAt },
    agreedBy: { id: row.agreedBy, name: agreerName },
    lastNote,
    huddle: huddleDate,
    ...{ escalated: escalatedAt, settled: settledAt, urgent, because },
    waits: waitsOf(found),
    ...factsOf(found),
  }
}

function waitsOf({ action: { state }, waitsSince: since, toldAgain, toldLead }: ViewRow): Waits | null {
  const isWaiting = openStates.includes(state) || state === 'declined'
  return isWaiting ? { since, again: toldAgain, lead: toldLead } : null
}

function factsOf({ action: row, item, measures, steps, measurerName, staysByName }: ViewRow): ActionFacts {
  const { reference, bookedFor, measureOn, measureBy, byUs, deliveredOn, collectedOn, connection, testOn } =
    row
  const { staysSince } = row
  return {
    ...{
      theirReference: reference,
      bookedFor,
      measureOn,
      byUs,
      deliveredOn,
      collectedOn,
      stays: staysSince === null ? null : { on: staysSince, by: staysByName ?? '' },
      connection,
      testOn,
    },
    asks: item === null ? [] : measurementsOf(item),
    safeLoad: item?.safeLoad ?? null,
    measures: JSON.parse(measures) as Measured[],
    measureBy: measureBy === null ? null : { id: measureBy, name: measurerName ?? '' },
    isAlarm: isAlarm(row.kind, item?.supply ?? null),
    onLoan: Boolean(item?.returnable) && deliveredOn !== null && collectedOn === null && staysSince === null,
    before: beforeLast(JSON.parse(steps) as StepBetween[]),
    tier: item?.tier ?? null,
  }
}

/** The actions a condition picks, oldest agreed first, in one query. Without a condition: all of them. */
export function actionViews(reader: Reader, where?: SQL): ActionView[] {
  const rows: ViewRow[] = reader
    .select(viewColumns)
    .from(action)
    .innerJoin(huddle, eq(huddle.id, action.huddle))
    .innerJoin(agreer, eq(agreer.id, action.agreedBy))
    .leftJoin(owner, eq(owner.id, action.owner))
    .leftJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(where)
    .orderBy(asc(action.agreedAt), asc(action.id))
    .all()
  return rows.map(asView)
}

/** One action. @throws Problem 'not-found'. */
export function actionView(reader: Reader, id: string): ActionView {
  const [view] = actionViews(reader, eq(action.id, id))
  if (!view) throw new Problem('not-found')
  return view
}
