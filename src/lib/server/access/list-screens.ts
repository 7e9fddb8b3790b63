import { and, asc, desc, eq, gt, isNull, max, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Colleague } from '../../reablement/colleague.ts'
import type { ColleagueLine, ScreenLine } from '../../reablement/colleague-list.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, session } from '../storage/schema.ts'
import { screen } from '../storage/screen-schema.ts'
import { perform } from './perform.ts'

const pairer = alias(colleague, 'pairer')

/**
 * Who works with this service, and which shared screens show its huddle. Audited.
 * Throws Problem `not-signed-in`, `not-allowed`.
 */
export async function listColleaguesAndScreens(
  desk: Desk,
  who: Colleague | null,
): Promise<{ colleagues: ColleagueLine[]; screens: ScreenLine[] }> {
  return perform(desk, who, {
    act: 'view colleagues',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => ({ colleagues: colleaguesIn(tx), screens: screensIn(tx, at) }),
  })
}

function colleaguesIn(tx: Transaction): ColleagueLine[] {
  const { id, name, jobTitle, team, role, qualification } = colleague
  return tx
    .select({ id, name, jobTitle, team, role, qualification, lastSeen: max(session.seenAt) })
    .from(colleague)
    .leftJoin(session, eq(session.colleague, colleague.id))
    .where(and(eq(colleague.active, true), ne(colleague.role, 'screen')))
    .groupBy(colleague.id)
    .orderBy(asc(colleague.name))
    .all()
}

function screensIn(tx: Transaction, at: string): ScreenLine[] {
  return tx
    .select({
      id: screen.colleague,
      name: colleague.name,
      pairedBy: pairer.name,
      pairedAt: screen.pairedAt,
      until: screen.until,
    })
    .from(screen)
    .innerJoin(colleague, eq(colleague.id, screen.colleague))
    .innerJoin(pairer, eq(pairer.id, screen.pairedBy))
    .where(and(isNull(screen.endedAt), gt(screen.until, at)))
    .orderBy(desc(screen.pairedAt))
    .all()
}
