import type { LineOwner } from '#lib/reablement/one-line.ts'
import type { TeamCode } from '#lib/reablement/team.ts'
import { mistakes } from '#lib/reablement/typos.ts'
import type { LineAround } from './draft.ts'
import type { Question } from './read-action-line.ts'

/** How many people are offered beside the queue. */
const mostOffered = 5

/**
 * Asks whom a name after @ means that fits nobody, or several: those it fits, or nearly, the item's own team first, then
 * the queue. `team` null: each thing's own team. `named` is what was said of other names.
 */
export function askWho(
  typed: string,
  team: TeamCode | null,
  { colleagues, teams }: Pick<LineAround, 'colleagues' | 'teams'>,
  named: Readonly<Record<string, LineOwner | null>> = {},
): Question {
  const wanted = typed.toLowerCase().replace(/\s+/g, ' ')
  const begun = colleagues.filter(({ name }) => name.toLowerCase().startsWith(wanted))
  const exact = begun.filter(({ name }) => firstName(name) === wanted)
  const near = colleagues.filter(({ name }) => wanted.length > 2 && mistakes(wanted, firstName(name), 1) <= 1)
  const people = [exact, begun, near].find(({ length }) => length > 0) ?? []
  const queues = teams.filter(
    ({ name, short }) =>
      begun.length === 0 && [name, short].some((one) => one.toLowerCase().startsWith(wanted)),
  )
  const answer = (label: string, owner: LineOwner | null) => ({
    label,
    corrections: { named: { ...named, [typed]: owner } },
  })
  return {
    words:
      begun.length + queues.length > 1
        ? `“@${typed}” may be one of several. Who?`
        : `Nobody here is called “${typed}”. Who does it?`,
    answers: [
      ...[...people]
        .sort((a, b) => Number(b.team === team) - Number(a.team === team))
        .slice(0, mostOffered)
        .map(({ id, name, team: own }) => answer(`${name} (${own})`, { colleague: id })),
      ...queues.map(({ code }) => answer(`${code}’s queue`, { team: code })),
      answer(team === null ? 'each team’s queue' : `${team}’s queue`, null),
    ],
  }
}

function firstName(name: string): string {
  return name.toLowerCase().split(/\s+/)[0] ?? ''
}
