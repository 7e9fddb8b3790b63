import type { TeamCode } from './team.ts'

/** Another open action that takes somebody there today. */
export interface Going {
  id: string
  /** 'Grab rail, short · Bathroom' */
  line: string
  person: string
  /** For the person of the row itself, or for somebody in the same street. */
  same: 'person' | 'street'
  team: TeamCode
  /** A colleague's name, or null: in the team's queue. */
  owner: string | null
  /** Nobody has taken it yet. */
  waits: boolean
}

/** Where an action is done. */
export interface Place {
  id: string
  episode: string
  address: string | null
  postcode: string | null
}

/**
 * A street as two addresses can be compared by: the postcode and the address without the house's number, '7 Invented
 * Street' and 'Flat 2, 9 Invented Street' alike. null when either is unknown.
 */
export function streetOf({ address, postcode }: Pick<Place, 'address' | 'postcode'>): string | null {
  const street = address
    ?.toLowerCase()
    .split(',')
    .map((part) =>
      part.replace(/^\s*(?:flat|apartment|room|unit)\b.*$/, '').replace(/^\s*\d+\s*[a-z]?\s+/, ''),
    )
    .map((part) => part.trim())
    .find((part) => part !== '')
  const code = postcode?.toLowerCase().replace(/\s/g, '')
  return street && code ? `${code} ${street}` : null
}

/** Who is going to each place of `rows` anyway: `others` of today or late, the same person's first. By the row's id. */
export function goingThere(
  rows: readonly Place[],
  others: readonly (Place & Omit<Going, 'same'>)[],
): Map<string, Going[]> {
  const byPerson = Map.groupBy(others, ({ episode }) => episode)
  const byStreet = Map.groupBy(others, (one) => streetOf(one))
  return new Map(
    rows.map((row) => {
      const street = streetOf(row)
      const near = street === null ? [] : (byStreet.get(street) ?? [])
      const same = byPerson.get(row.episode) ?? []
      const neighbours = near.filter(({ episode }) => episode !== row.episode)
      const all = [
        ...same.map((one) => asGoing(one, 'person')),
        ...neighbours.map((one) => asGoing(one, 'street')),
      ]
      return [row.id, all.filter(({ id }) => id !== row.id)]
    }),
  )
}

function asGoing({ id, line, person, team, owner, waits }: Omit<Going, 'same'>, same: Going['same']): Going {
  return { id, line, person, same, team, owner, waits }
}
