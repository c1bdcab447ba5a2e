import type { Method } from "../../../google/sandbox/ground/app.ts";
import { refuse } from "../../../google/sandbox/ground/refusal.ts";
import { contactOf, described, etagOf, maskIn } from "../person.ts";
import { write } from "../scopes.ts";
import {
  type ContactsState,
  type Fields,
  type StoredPerson,
  createContactId,
  fieldsShape,
} from "../state.ts";

const stale = (message: string) =>
  refuse(400, "failedPrecondition", message, "FAILED_PRECONDITION");

/** Writes of contacts. https://developers.google.com/people/v1/contacts */
export const contactChanges: readonly Method<ContactsState>[] = [
  {
    id: "people.createContact",
    http: "POST",
    path: "/v1/people:createContact",
    scopes: write,
    query: ["personFields", "sources"],
    body: fieldsShape,
    changes: true,
    run({ state, user, body, query, now }) {
      const { etag: _, resourceName: __, metadata: ___, ...fields } = fieldsShape.parse(body);
      const mask = query.has("personFields") ? maskIn(query, "personFields") : Object.keys(fields);
      const person: StoredPerson = {
        id: createContactId(),
        owner: user.id,
        isOther: false,
        revision: 1,
        serial: ++state.serial,
        changedAt: now,
        fields,
      };
      state.people.push(person);
      return described(person, mask);
    },
  },
  {
    id: "people.updateContact",
    http: "PATCH",
    path: "/v1/{+resourceName}:updateContact",
    scopes: write,
    query: ["updatePersonFields", "personFields", "sources"],
    body: fieldsShape,
    changes: true,
    run(call) {
      const person = contactOf(call);
      const { query, body, now } = call;
      const mask = maskIn(query, "updatePersonFields");
      const answered = query.has("personFields") ? maskIn(query, "personFields") : mask;
      const { etag, ...fields }: Fields = fieldsShape.parse(body);
      if (etag === undefined)
        stale(
          "Request must set person.etag or person.metadata.sources.etag for the source that is being updated.",
        );
      if (etag !== etagOf(person))
        stale(
          "Request person.etag is different than the current person.etag. Clear local cache and get the latest person.",
        );
      for (const field of mask) {
        // A field of the mask is replaced whole, and emptied where it is not given.
        if (fields[field] === undefined) delete person.fields[field];
        else person.fields[field] = fields[field];
      }
      person.revision += 1;
      person.serial = ++call.state.serial;
      person.changedAt = now;
      return described(person, answered);
    },
  },
  {
    id: "people.deleteContact",
    http: "DELETE",
    path: "/v1/{+resourceName}:deleteContact",
    scopes: write,
    changes: true,
    run(call) {
      const person = contactOf(call);
      call.state.people = call.state.people.filter((one) => one !== person);
      call.state.deleted.push({ id: person.id, owner: person.owner });
      return {};
    },
  },
];
