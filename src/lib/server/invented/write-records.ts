import { figuresOf, keptActions } from '../../reablement/record-kept.ts'
import type { ActionAtClose, StepTaken } from '../../reablement/record-kept.ts'
import { startingTeams } from '../../reablement/team.ts'
import type { Transaction } from '../storage/open.ts'
import { figuresRow } from '../storage/figures-row.ts'
import { huddleFigures, recordAction } from '../storage/record-schema.ts'
import type { InventedAction } from './agreed.ts'
import { chance, idFor } from './chance.ts'
import type { InventedHuddle } from './history.ts'
import type { Catalogue, Invention } from './invent.ts'
import { inBatches } from './write-batches.ts'
import type { Way } from './ways.ts'
import { actionRow, wayIn } from './write-past.ts'

const teams = startingTeams.map(({ code }) => code)
const instant = (at: number) => new Date(at).toISOString()

/** What each past huddle kept at its close, as a real one would have: its actions as they were then, its figures. */
export function writeRecords(tx: Transaction, invention: Invention, catalogue: Catalogue): void {
  const { huddles, calendar } = invention
  const actions = invention.actions.map((one) => ({ ...one, way: wayIn(one, catalogue, calendar.latest) }))
  for (const one of huddles) {
    const huddle = idFor('huddle', one.date)
    const steps = actions.flatMap((action) => stepsIn(action, one))
    const touched = new Set(steps.map(({ action }) => action))
    const known = actions.filter(({ key, date }) => date === one.date || touched.has(idFor('action', key)))
    const kept = keptActions(
      huddle,
      known.map((action) => atClose(action, one, catalogue)),
      steps,
    )
    inBatches(kept, (some) => {
      tx.insert(recordAction)
        .values(some.map((row) => ({ ...row, huddle })))
        .run()
    })
    const hours = { startedAt: instant(one.started), closedAt: instant(one.closed), pausedSeconds: 0 }
    const figures = figuresOf({ ...hours, agenda: one.turns, kept, there: one.present, teams })
    tx.insert(huddleFigures).values(figuresRow(huddle, figures)).run()
  }
}

type OnItsWay = InventedAction & { way: Way }

/** As it stood when that huddle closed, whatever came of it since. */
function atClose(one: OnItsWay, { closed }: InventedHuddle, catalogue: Catalogue): ActionAtClose {
  const { id, episode, huddle, title, quantity, room, detail, team, due, agreedAt } = actionRow(
    one,
    catalogue,
    one.way,
  )
  const last = one.way.steps.filter(({ at }) => at <= closed).at(-1)
  const isTaken = one.acceptedAt !== null && one.acceptedAt <= closed
  const named = isTaken || (one.owner !== null && chance('named', one.key) < 0.5)
  return {
    ...{ id, episode, huddle, title, quantity, team, due, agreedAt },
    ...{ room: room ?? null, detail: detail ?? null },
    agreedBy: one.agreedBy.name,
    owner: named ? one.acceptedBy.name : null,
    state: last?.to ?? 'agreed',
    note: last?.note ?? null,
  }
}

function stepsIn(one: OnItsWay, { started, closed }: InventedHuddle): StepTaken[] {
  const taken = one.way.steps.filter(({ act, at }) => act !== 'agree' && at >= started && at <= closed)
  const about = { action: idFor('action', one.key), by: one.acceptedBy.name, changes: {} }
  return taken.map(({ act, at }) => ({ ...about, act, at: instant(at) }))
}
