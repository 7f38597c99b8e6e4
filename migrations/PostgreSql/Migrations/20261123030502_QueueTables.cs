using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class QueueTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Assignments",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assignments", x => x.ReportId);
                    table.ForeignKey(
                        name: "FK_Assignments_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Assignments_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "QueueMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "QueueRows",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    OrganisationCode = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    State = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    SortKey = table.Column<long>(type: "bigint", nullable: false),
                    UrgencyRank = table.Column<int>(type: "integer", nullable: false),
                    HarmRank = table.Column<int>(type: "integer", nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    StageSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CameAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SupplierId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProductId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProductWords = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    TypeCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Confidence = table.Column<double>(type: "double precision", nullable: true),
                    NotSure = table.Column<bool>(type: "boolean", nullable: false),
                    HazardId = table.Column<Guid>(type: "uuid", nullable: true),
                    AssignedTo = table.Column<Guid>(type: "uuid", nullable: true),
                    RiskRating = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueRows", x => x.ReportId);
                    table.ForeignKey(
                        name: "FK_QueueRows_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportsOpened",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportsOpened", x => new { x.PersonId, x.ReportId });
                    table.ForeignKey(
                        name: "FK_ReportsOpened_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedFilters_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_PersonId",
                table: "Assignments",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_AssignedTo_State_SortKey",
                table: "QueueRows",
                columns: new[] { "AssignedTo", "State", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_HarmRank_State_SortKey",
                table: "QueueRows",
                columns: new[] { "HarmRank", "State", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_OrganisationCode_State_SortKey_ReportId",
                table: "QueueRows",
                columns: new[] { "OrganisationCode", "State", "SortKey", "ReportId" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_ProductId_State_SortKey",
                table: "QueueRows",
                columns: new[] { "ProductId", "State", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_State_CameAt",
                table: "QueueRows",
                columns: new[] { "State", "CameAt" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_State_SortKey_ReportId",
                table: "QueueRows",
                columns: new[] { "State", "SortKey", "ReportId" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_TypeCode_State_SortKey",
                table: "QueueRows",
                columns: new[] { "TypeCode", "State", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportsOpened_ReportId",
                table: "ReportsOpened",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_PersonId_Name",
                table: "SavedFilters",
                columns: new[] { "PersonId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Assignments");

            migrationBuilder.DropTable(
                name: "QueueMarks");

            migrationBuilder.DropTable(
                name: "QueueRows");

            migrationBuilder.DropTable(
                name: "ReportsOpened");

            migrationBuilder.DropTable(
                name: "SavedFilters");
        }
    }
}
