import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { ownUrn, pageOf } from "../acting.ts";
import { denied, invalid, notFound } from "../refusal.ts";
import type { LinkedinState, Organization } from "../state.ts";

const scopes = [["r_organization_admin"], ["rw_organization_admin"]] as const;

const shown = ({ id, name, vanityName, website }: Organization) => ({
  id,
  localizedName: name,
  vanityName,
  localizedWebsite: website,
  primaryOrganizationType: "NONE",
});

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api */
export const organizationRoutes: readonly RestRoute<LinkedinState>[] = [
  {
    // https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-access-control-by-role
    method: "GET",
    path: "/rest/organizationAcls",
    scopes,
    run(call) {
      const { data, query } = call;
      if (query.get("q") !== "roleAssignee") invalid("There is no such finder");
      const own = data.roles.filter(({ member }) => member === ownUrn(call));
      const wanted = own.filter(({ role }) => [null, role].includes(query.get("role")));
      return pageOf(
        call,
        wanted.map(({ organization, role, member }) => ({
          organization: `urn:li:organization:${organization}`,
          role,
          roleAssignee: member,
          state: "APPROVED",
        })),
      );
    },
  },
  {
    method: "GET",
    path: "/rest/organizations",
    scopes,
    run(call) {
      const { data, query } = call;
      if (query.get("q") !== "vanityName") invalid("There is no such finder");
      const name = query.get("vanityName");
      return pageOf(call, data.organizations.filter((one) => one.vanityName === name).map(shown));
    },
  },
  {
    method: "GET",
    path: "/rest/organizations/:id",
    scopes,
    run({ data, params }) {
      return shown(data.organizations.find(({ id }) => String(id) === params["id"]) ?? notFound());
    },
  },
  {
    method: "GET",
    path: "/rest/networkSizes/:urn",
    scopes,
    run(call) {
      const { data, params, query } = call;
      // Another spelling until 202305.
      if (query.get("edgeType") !== "COMPANY_FOLLOWED_BY_MEMBER") invalid("edgeType is wrong");
      const organization =
        data.organizations.find(({ id }) => params["urn"] === `urn:li:organization:${id}`) ??
        notFound();
      const isMine = data.roles.some(
        (one) => one.member === ownUrn(call) && one.organization === organization.id,
      );
      if (!isMine) denied("organizationNetworkSizes.GET");
      return { firstDegreeSize: organization.followers };
    },
  },
];
