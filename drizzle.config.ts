import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema:
    './src/lib/server/storage/{schema,ledger-schema,page-schema,record-schema,screen-schema,step-schema,chip-schema,premark-schema,waits-schema,request-schema,kit-schema,dispatch-schema}.ts',
  out: './drizzle',
})
