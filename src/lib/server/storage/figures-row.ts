import type { HuddleFigures } from '../../reablement/record.ts'
import type { huddleFigures } from './record-schema.ts'

/** The figures of a huddle as they are kept. */
export function figuresRow(huddle: string, figures: HuddleFigures): typeof huddleFigures.$inferInsert {
  const { teamsMissing, secondsBySection, ...counts } = figures
  return {
    ...{ huddle, ...counts },
    teamsMissing: teamsMissing && JSON.stringify(teamsMissing),
    secondsBySection: JSON.stringify(secondsBySection),
  }
}
