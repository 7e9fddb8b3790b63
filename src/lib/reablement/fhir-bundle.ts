import type { LocalDate } from './dates.ts'
import type { EpisodeOut } from './episode-out.ts'
import { actionOf } from './fhir-actions.ts'
import { encounterOf } from './fhir-huddles.ts'
import { episodeOfCareOf, goalOf, patientOf } from './fhir-person.ts'
import { idOut, ours, plainly, resourceTypes, withoutEmpty } from './fhir-types.ts'
import type { Base, Resource } from './fhir-types.ts'

/** An episode for another system. */
export interface Bundle {
  resourceType: 'Bundle'
  id: string
  meta: { tag: { system: string; code: string; display: string }[] }
  identifier: { system: string; value: string }
  type: 'collection'
  timestamp: string
  entry: { fullUrl: string; resource: Resource }[]
}

/**
 * One episode in the shapes of FHIR R4. No conformance to any profile is claimed, and `meta` says so. Nothing of a key
 * safe, safeguarding or resuscitation is in it. `base` is the service's own address without a slash at its end, under
 * which our lists of codes stand; nothing need answer there. `now` is an instant, ISO UTC.
 */
export function fhirBundle(given: EpisodeOut, base: Base, now: string): Bundle {
  const out = plainly(given)
  const { page } = out
  const all: Resource[] = [
    patientOf(out, base),
    episodeOfCareOf(out, base),
    ...page.goals.map((goal) => goalOf(out, goal)),
    ...page.actions.flatMap((action) => actionOf(out, action, base)),
    ...page.notes.map((note) => encounterOf(out, note, base)).reverse(),
  ]
  const inOrder = resourceTypes.flatMap((type) => all.filter(({ resourceType }) => resourceType === type))
  return withoutEmpty<Bundle>({
    resourceType: 'Bundle',
    id: `episode.${idOut(page.episode)}`.slice(0, 64),
    meta: {
      tag: [
        {
          system: ours(base, 'about'),
          code: 'no-conformance-claimed',
          display: 'Shapes of FHIR R4 (4.0.1). No conformance to any profile is claimed.',
        },
        {
          system: ours(base, 'about'),
          code: 'no-resuscitation-decision',
          display: 'Never the source of a resuscitation decision.',
        },
      ],
    },
    identifier: { system: ours(base, 'episode'), value: page.episode },
    type: 'collection',
    timestamp: now,
    entry: inOrder.map((resource) => ({
      fullUrl: `${base}/fhir/${resource.resourceType}/${resource.id}`,
      resource,
    })),
  })
}

/** 'episode-2026-11-23.fhir.json': of whom it is, no name of a file says. */
export function bundleFileName(day: LocalDate): string {
  return `episode-${day}.fhir.json`
}
