import { startingTeams } from '../../reablement/team.ts'
import type { Storage } from '../storage/open.ts'
import { catalogueItem, team } from '../storage/schema.ts'
import { startingCatalogue } from './rows.ts'

/**
 * Puts the starter catalogue, and the six teams its items go to, into the database. What is there already stays as
 * an administrator left it; so it may run at every start.
 */
export function seedCatalogue(storage: Storage): void {
  storage.transaction(
    (tx) => {
      for (const [position, starting] of startingTeams.entries()) {
        tx.insert(team)
          .values({ ...starting, position })
          .onConflictDoNothing()
          .run()
      }
      for (const row of startingCatalogue()) tx.insert(catalogueItem).values(row).onConflictDoNothing().run()
    },
    { behavior: 'immediate' },
  )
}
