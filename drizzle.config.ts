import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema:
    './src/lib/server/storage/{schema,ledger-schema,page-schema,record-schema,screen-schema,step-schema,chip-schema,premark-schema,waits-schema,request-schema,kit-schema,dispatch-schema,course-schema,setting-schema,about-schema,ending-schema,raised-schema,file-schema}.ts',
  out: './drizzle',
})
