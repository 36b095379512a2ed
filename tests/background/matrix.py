from tests.matrix import Row


def _pk(world):
    return [world.job.pk]


ROWS = [
    Row("background:job_detail", _pk, manager=200),
    Row("background:job_file", _pk),  # the world's job has made no file yet
    Row("background:job_cancel", _pk, method="post", manager=302),
    Row("background:job_retry", _pk, method="post", manager=302),
    Row("api:job-detail", _pk, manager=200),
]
