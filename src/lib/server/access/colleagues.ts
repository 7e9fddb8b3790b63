import { and, asc, eq, ne } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Team } from '../../reablement/team.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage } from '../storage/open.ts'
import { colleague, setting, team } from '../storage/schema.ts'
import { perform } from './perform.ts'

/** Everybody an action can be given to, by name. */
export function listColleagues(storage: Storage): Colleague[] {
  return storage
    .select({
      id: colleague.id,
      name: colleague.name,
      jobTitle: colleague.jobTitle,
      team: colleague.team,
      role: colleague.role,
    })
    .from(colleague)
    .where(and(eq(colleague.active, true), ne(colleague.role, 'screen')))
    .orderBy(asc(colleague.name))
    .all()
}

/** The teams in the order they have on the board. */
export function listTeams(storage: Pick<Storage, 'select'>): Team[] {
  return storage
    .select({ code: team.code, name: team.name, short: team.short })
    .from(team)
    .orderBy(asc(team.position))
    .all()
}

/** The service's own name, "City reablement". */
export function serviceName(storage: Pick<Storage, 'select'>): string {
  const row = storage.select().from(setting).where(eq(setting.key, 'service name')).get()
  return row ? String(JSON.parse(row.value)) : 'Reablement'
}

export interface Look {
  density: 'roomy' | 'dense'
  theme: 'paper' | 'screen'
  /** Whether a letter alone does something. */
  singleKeys: boolean
}

/** How a colleague likes the screens. Paper, roomy and with single keys until they say otherwise. */
export function lookOf(storage: Storage, id: string): Look {
  const row = storage
    .select({ density: colleague.density, theme: colleague.theme, singleKeys: colleague.singleKeys })
    .from(colleague)
    .where(eq(colleague.id, id))
    .get()
  return {
    ...{ density: row?.density ?? 'roomy', theme: row?.theme ?? 'paper' },
    singleKeys: row?.singleKeys ?? true,
  }
}

/** Changes one's own look. `theme: 'switch'` turns paper to screen and back. */
export async function changeLook(
  desk: Desk,
  who: Colleague,
  wish: {
    density?: Look['density'] | undefined
    theme?: 'switch' | undefined
    singleKeys?: boolean | undefined
  },
): Promise<Look> {
  const now = lookOf(desk.storage, who.id)
  const other = now.theme === 'paper' ? 'screen' : 'paper'
  const next: Look = {
    density: wish.density ?? now.density,
    theme: wish.theme ? other : now.theme,
    singleKeys: wish.singleKeys ?? now.singleKeys,
  }
  return perform(desk, who, {
    act: 'change own settings',
    thing: () => ({ kind: 'colleague', id: who.id }),
    work: (tx) => {
      tx.update(colleague).set(next).where(eq(colleague.id, who.id)).run()
      return next
    },
  })
}
