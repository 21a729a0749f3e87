"""What waits on the queue: one task, read by `db_worker`."""

from uuid import UUID

from django_tasks import task

from sessions.cahiers.editions import fabrique


@task()
def fabriquer(edition: str) -> None:
    """Make the edition of this id."""
    fabrique.fabriquer(UUID(edition))
