import { signOut } from "../access/sign-out.ts";
import { useServer } from "../data/server.tsx";
import { accessWords, roleNames } from "../words/access.ts";
import { IconButton } from "../ui/icon-button.tsx";

/** Who is signed in, as what, and the way out. */
export default function Who() {
  const { me } = useServer();
  if (me.status !== "ready" || !me.value.person) return null;
  const { person, role } = me.value;
  return (
    <div className="sidebar-who">
      <p>
        <span title={person.email}>{person.name}</span>
        {role && <span className="sidebar-role">{roleNames[role]}</span>}
      </p>
      <IconButton icon="leave" label={accessWords.signOut} onClick={() => void signOut()} />
    </div>
  );
}
