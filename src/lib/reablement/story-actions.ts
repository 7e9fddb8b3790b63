import type { ActionView } from './action.ts'
import { shortName } from './colleague.ts'
import { londonDate, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { StepTold, StoryFacts } from './story-facts.ts'
import type { Telling } from './story.ts'
import { sayChanged, sayStepFacts, sayTaken } from './step-words.ts'

/** What the story says of an action: what it was, in one line, and whose. */
export type ActionTold = Pick<ActionView, 'kind' | 'team' | 'owner' | 'huddle' | 'due' | 'because'> & {
  line: string
}

/** The actions’ part of the story: when each was agreed, every step it took, and when it had waited too long. */
export function storyOfActions(
  { steps, waited }: Pick<StoryFacts, 'steps' | 'waited'>,
  actionOf: (id: string) => ActionTold | undefined,
  today: LocalDate,
): Telling[] {
  const taken = steps.flatMap((step) => {
    const action = actionOf(step.action)
    return action ? [tellStep(step, action, today)] : []
  })
  const told = waited.flatMap(({ action: id, telling, at }) => {
    const action = actionOf(id)
    if (!action) return []
    const words = telling === 'lead' ? 'waited too long, lead told' : 'waited too long, told again'
    return [
      { ...about(id, at, action), id: `told ${telling} ${at} ${id}`, words: `${action.line}: ${words}` },
    ]
  })
  return [...taken, ...told]
}

function about(id: string, at: string, { team }: ActionTold) {
  return {
    ...{ kind: 'action' as const, on: londonDate(new Date(at)), at, teams: [team] },
    ...{ action: id, href: `/actions?state=all&action=${id}` },
  }
}

function tellStep(step: StepTold, action: ActionTold, today: LocalDate): Telling {
  const { id, at, who, note, changes } = step
  const because = step.from === null ? (action.because ?? '') : ''
  const more = [because, sayStepFacts(changes.facts, today).join(' · '), note ?? '']
  return {
    ...about(step.action, at, action),
    ...{ id: `step ${id}`, words: sayStep(step, action, today), more, who: [who] },
  }
}

/** 'Agreed: Perching stool · Bathroom, OT, asked by Priya S'; afterwards 'Perching stool · Bathroom: accepted by Olu A'. */
function sayStep({ from, to, act, who, changes }: StepTold, action: ActionTold, today: LocalDate): string {
  const by = shortName(who)
  if (from === null)
    return `Agreed: ${action.line}, ${action.team}${sayHuddle(action, today)}, asked by ${by}`
  const words = sayChanged(act, changes, by, today) ?? sayTaken(act, { from, to, kind: action.kind }, by)
  return `${action.line}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

const sayHuddle = ({ huddle }: ActionTold, today: LocalDate) => ` for the huddle of ${sayDay(huddle, today)}`
