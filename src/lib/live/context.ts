import { createContext } from 'svelte'
import type { CatalogueItem } from '#lib/reablement/catalogue.ts'
import type { Colleague } from '#lib/reablement/colleague.ts'
import type { Kit } from '#lib/reablement/kits.ts'
import type { Team } from '#lib/reablement/team.ts'
import type { DayRules } from '#lib/reablement/working-days.ts'
import type { LiveActions } from './actions.svelte.ts'
import type { LiveCatchUp } from './catch-up.svelte.ts'
import type { LiveLaterChecks } from './later-checks.svelte.ts'
import type { LivePage } from './page.svelte.ts'
import type { LivePeople } from './people.svelte.ts'
import type { LiveService } from './service.svelte.ts'

/** What every screen of a signed-in colleague stands on; set by the staff layout. */
export interface Desk {
  me: Colleague
  service: string
  teams: Team[]
  /** Everybody an action can be given to. */
  colleagues: Colleague[]
  /** Loaded anew when an administrator changes it. */
  readonly catalogue: CatalogueItem[]
  readonly kits: Kit[]
  /** How working days are counted; loaded anew when an administrator changes a setting. */
  readonly days: DayRules
  live: LiveService
  page: LivePage
  actions: LiveActions
  people: LivePeople
  catchUp: LiveCatchUp
  laterChecks: LiveLaterChecks
}

const [getDesk, setDesk] = createContext<Desk>()
export { getDesk, setDesk }
