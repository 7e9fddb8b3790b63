import { asc, eq } from 'drizzle-orm'
import type { CatalogueItem } from '../../reablement/catalogue.ts'
import { measurementsOf } from '../../reablement/measurement.ts'
import type { Storage } from '../storage/open.ts'
import { catalogueItem } from '../storage/schema.ts'

/** Everything that can be agreed by name, by name; retired items are left out. One query. */
export function readCatalogue(storage: Storage): CatalogueItem[] {
  return storage
    .select()
    .from(catalogueItem)
    .where(eq(catalogueItem.retired, false))
    .orderBy(asc(catalogueItem.name))
    .all()
    .map(({ code, name, kind, aliases, band, team, measurements, checkWeight, first }) => ({
      ...{ code, name, kind, band, team, first },
      aliases: aliases.split('|').filter((alias) => alias !== ''),
      asks: measurementsOf({ measurements, checkWeight }),
    }))
}
