import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { AgreeInput } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { exitOutcomeWords, sayLaterChecks } from '../../reablement/commitments.ts'
import { londonDate, sayDay } from '../../reablement/dates.ts'
import { endingChecklist, refuseEnding } from '../../reablement/ending.ts'
import type { EndingFacts } from '../../reablement/ending.ts'
import { closedBecause, draftOf, factsOf, isStillAsked } from '../../reablement/ending-draft.ts'
import type { EndingAround, EndingDraft } from '../../reablement/ending-draft.ts'
import { endEpisodeInput } from '../../reablement/ending-inputs.ts'
import type { EndEpisodeInput } from '../../reablement/ending-inputs.ts'
import { takeStep } from '../../reablement/episode-steps.ts'
import { checkNames, checkWords } from '../../reablement/later-check.ts'
import { groupOf } from '../../reablement/outcomes.ts'
import { Problem } from '../../reablement/problem.ts'
import { isWorkingDay, nextWorkingDay } from '../../reablement/working-days.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { ending, laterCheck } from '../storage/ending-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { action, episode, goal } from '../storage/schema.ts'
import { closureDays, settingsOf } from '../storage/service-settings.ts'
import { anyStay, personOfAny } from './about-person.ts'
import type { Stay } from './about-person.ts'
import { actionsFor } from './ask-collection.ts'
import { leavingOf, putLeaving } from './chips.ts'
import { courseOf } from './course.ts'
import { endingAround, endingRow, saidOf } from './ending-around.ts'
import { goalOf, keepStep } from './goal-history.ts'
import { tellStory } from './tell-story.ts'

/** What an ending does in other parts of the server, in its own transaction; handed in because parts do not know each other. */
export interface EndingEffects {
  /** Agrees what is to be collected. */
  agree: (tx: Transaction, at: string, action: AgreeInput) => { id: string }
  /** Cancels an action with the reason, so that its team and its supplier hear of it. */
  close: (tx: Transaction, at: string, action: string, reason: string) => void
  /** Takes them off the agenda of the huddle that runs. @throws Problem 'wrong-state' while they are talked about. */
  leaveAgenda: (tx: Transaction, episode: string) => void
}

/** One ending, as its parts are written. */
interface Ending {
  tx: Transaction
  at: string
  who: Colleague
  stay: Stay
  around: EndingAround
  draft: EndingDraft
  facts: EndingFacts
}

/**
 * Ends an episode with its outcome, by the checklist as it was said: what is open is closed or stays, what is on loan is
 * asked for or stays, the goals and later checks are written. All or nothing.
 * @throws Problem 'not-whole' with what is missing, 'wrong-state', 'bad-input', 'not-allowed' when an action is not
 * theirs to close, 'not-found', perform's.
 */
export async function endEpisode(
  desk: Desk,
  who: Colleague | null,
  input: EndEpisodeInput,
  effects: EndingEffects,
): Promise<void> {
  const { episode: id } = parse(endEpisodeInput, input)
  return perform(desk, who, {
    act: 'end episode',
    thing: (tx) => personOfAny(tx, id),
    work: (tx, at) => {
      const stay = anyStay(tx, id)
      const today = londonDate(new Date(at))
      const row = endingRow(tx, id)
      const around = endingAround(tx, stay, who, today)
      const draft = draftOf(saidOf(row), around)
      const facts = factsOf(draft, around)
      const course = courseOf(tx, stay, today)
      const rest = { today, lastFreeDay: null, notWhole: null, openElsewhere: false }
      const after = takeStep(course, 'end', { on: draft.endedOn }, rest)
      refuseUnlessWhole(facts, around)
      effects.leaveAgenda(tx, id)
      const one = { tx, at, who: signedIn(who), stay, around, draft, facts }
      settleActions(one, effects)
      collect(one, effects)
      leaveThere(one)
      setGoals(one)
      dateChecks(one)
      tx.update(episode).set({ state: after.state, endedOn: after.endedOn }).where(eq(episode.id, id)).run()
      writeEnding(one)
    },
    detail: { episode: id },
  })
}

/** @throws Problem 'not-whole', 'not-allowed'. */
function refuseUnlessWhole(facts: EndingFacts, around: EndingAround): void {
  const detail = refuseEnding(facts, around.today)
  if (detail !== null) throw new Problem('not-whole', { field: 'checklist', detail })
  const theirs = around.openActions.filter(({ id, mayClose }) => {
    const settled = facts.openActions.find((one) => one.id === id)?.settled
    return !mayClose && settled?.how !== 'kept'
  })
  const [first] = theirs
  if (!first) return
  const why = `“${first.line}” is for ${first.team} to close: keep it with them, or ask them or a manager to end this.`
  throw new Problem('not-allowed', { field: 'actions', detail: why })
}

/** Closed and handed over is cancelled with the words why; kept stays with its team as it is. */
function settleActions({ tx, at, facts }: Ending, { close }: EndingEffects): void {
  for (const { id, settled } of facts.openActions)
    if (settled !== null && settled.how !== 'kept') close(tx, at, id, closedBecause(settled))
}

/** Asks each team that was not asked yet for what comes back of it; due on the working day of the end, or the next. [choice] */
function collect({ tx, at, stay, around, draft }: Ending, { agree }: EndingEffects): void {
  const { today } = around
  const wanted = around.onLoan.filter(
    (item) => draft.items[item.id] === 'collect' && !isStillAsked(item, around, draft.actions),
  )
  const byTeam = Map.groupBy(wanted, ({ team }) => team)
  const asks = [...byTeam].map(([team, items]) => ({ team, things: items.map(({ title }) => title) }))
  const closures = closureDays(tx)
  const due = isWorkingDay(today, closures) ? today : nextWorkingDay(today, closures)
  const asked = actionsFor(stay.id, asks, due).map((one) => agree(tx, at, one).id)
  if (asked.length === 0) return
  const before = JSON.parse(leavingOf(tx, stay.id)?.collectionActions ?? '[]') as string[]
  putLeaving(tx, stay.id, { collection: 'asked', collectionActions: JSON.stringify([...before, ...asked]) })
}

/** What stays with them is not on loan any more: its action says so, and so does their story. */
function leaveThere({ tx, at, who, stay, around, draft }: Ending): void {
  const { today } = around
  const these = around.onLoan.filter(({ id }) => draft.items[id] === 'stays')
  if (these.length === 0) return
  const ids = these.map(({ id }) => id)
  tx.update(action).set({ staysSince: today, staysBy: who.id }).where(inArray(action.id, ids)).run()
  const words = `Stays with them for good: ${these.map(({ title }) => title).join(', ')}`
  tellStory(tx, { episode: stay.id, at, colleague: who.id, kind: 'course', on: today, words })
}

function setGoals({ tx, at, who, stay, around, draft }: Ending): void {
  for (const { id } of around.goals) {
    const state = draft.goals[id]
    if (state === undefined) continue
    tx.update(goal).set({ state }).where(eq(goal.id, id)).run()
    const step = { at, colleague: who.id, on: draft.endedOn, kind: 'reviewed', said: 'At the end' } as const
    keepStep(tx, goalOf(tx, stay.id, id), step)
  }
}

/** What was answered before an end was taken back is not asked again. [choice] */
function dateChecks({ tx, at, who, stay, around, facts }: Ending): void {
  const { laterChecks } = facts
  if (laterChecks === null) return
  const stands = and(eq(laterCheck.episode, stay.id), isNull(laterCheck.withdrawnAt))
  const answered = tx.select({ name: laterCheck.name }).from(laterCheck).where(stands).all()
  const toAsk = checkNames.filter((name) => !answered.some((one) => one.name === name))
  for (const name of toAsk)
    tx.insert(laterCheck).values({ id: newId(), episode: stay.id, name, due: laterChecks[name] }).run()
  if (toAsk.length === 0) return
  const told = { episode: stay.id, at, colleague: who.id, kind: 'review', on: around.today } as const
  const [first] = toAsk
  const words =
    toAsk.length === 1 && first !== undefined
      ? `${checkWords[first]} ${sayDay(laterChecks[first], around.today)}`
      : sayLaterChecks(laterChecks, around.today)
  tellStory(tx, { ...told, words })
}

function writeEnding({ tx, at, who, stay, around, draft, facts }: Ending): void {
  const { groups } = settingsOf(tx)
  const { ending: how, national, followOn, dischargedOn } = draft
  if (how === null || national === null) throw new Problem('not-whole', { field: 'checklist' })
  const values = {
    ...{ ending: how, national, followOn, dischargedOn, endedBy: who.id, endedAt: at },
    checklist: JSON.stringify(endingChecklist(facts, around.today, groups)),
    stateBefore: stay.state === 'paused' ? ('paused' as const) : ('active' as const),
  }
  tx.insert(ending)
    .values({ episode: stay.id, said: '{}', savedBy: who.id, savedAt: at, ...values })
    .onConflictDoUpdate({ target: ending.episode, set: values })
    .run()
  const words = `Ended on ${sayDay(draft.endedOn, around.today)}: ${exitOutcomeWords[groupOf(how, groups)]}`
  tellStory(tx, { episode: stay.id, at, colleague: who.id, kind: 'course', on: draft.endedOn, words })
}
